package dev.tachograph.bootstrap.conductor;

import dev.tachograph.bootstrap.task.TaskProbe;
import org.jspecify.annotations.Nullable;

/** Starts of workflows. */
public final class WorkflowProbe {
  private WorkflowProbe() {}

  /**
   * A workflow is about to be started.
   *
   * @return what the thread worked for before, to be handed to {@link #startEnded}
   */
  public static @Nullable String startEntered(@Nullable String workflowType) {
    WorkerThread thread = WorkerThread.current();
    thread.starting = true;
    thread.payloadBytes = -1;
    return WorkerProbe.subjectEntered(workflowType);
  }

  /**
   * A start succeeded or failed.
   *
   * @param version as the application gave it; null for the latest, which the label shows as empty
   */
  public static void startEnded(
      @Nullable String outer,
      @Nullable String workflowType,
      @Nullable Object version,
      @Nullable Throwable thrown) {
    WorkerThread thread = WorkerThread.current();
    WorkerProbe.subjectLeft(outer);
    thread.starting = false;
    String type = workflowType == null ? TaskProbe.UNKNOWN : workflowType;
    if (thrown != null) {
      ConductorMetrics.current().workflowStartFailed(type, thrown);
    } else if (thread.payloadBytes >= 0) {
      String label = version == null ? "" : version.toString();
      ConductorMetrics.current().workflowInputSize(type, label, thread.payloadBytes);
    }
    thread.payloadBytes = -1;
  }

  /**
   * The SDK knows how many bytes the input has: it measures it, or sends it to external storage.
   */
  public static void inputMeasured(long bytes) {
    WorkerThread thread = WorkerThread.current();
    if (thread.starting) {
      thread.payloadBytes = bytes;
    }
  }
}
