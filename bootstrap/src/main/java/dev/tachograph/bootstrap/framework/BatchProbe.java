package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.method.Getter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for batch jobs and their steps. They do not throw: what they leave behind says
 * how they ended. The classes of that differ between versions, so properties are read by name.
 */
public final class BatchProbe {
  private static final Getter NAME = new Getter("name");
  private static final Getter JOB_EXECUTION = new Getter("jobExecution");
  private static final Getter JOB_INSTANCE = new Getter("jobInstance");
  private static final Getter JOB_NAME = new Getter("jobName");
  private static final Getter STATUS = new Getter("status");
  private static final Getter EXIT_STATUS = new Getter("exitStatus");
  private static final Getter EXIT_CODE = new Getter("exitCode");
  private static final Getter STEP_FAILURES = new Getter("failureExceptions");
  private static final Getter JOB_FAILURES = new Getter("allFailureExceptions");

  private BatchProbe() {}

  /** A job runs. Its type is its name. */
  public static Object job(String framework, Object execution) {
    return FrameworkProbe.job(framework, jobName(execution));
  }

  /**
   * A step of a job runs. Its type is the name of the job, a slash, and the name of the step. The
   * parts of a partitioned step have that of their step.
   */
  public static Object step(String framework, Object step, Object execution) {
    String type = jobName(read(JOB_EXECUTION, execution)) + '/' + read(NAME, step);
    return FrameworkProbe.job(framework, type);
  }

  /** A job has ended. It fails with the failure of a step if it has none of its own. */
  public static void jobEnded(
      @Nullable Object started, Object execution, @Nullable Throwable thrown) {
    ended(started, execution, JOB_FAILURES, thrown);
  }

  /** A step has ended. */
  public static void stepEnded(
      @Nullable Object started, Object execution, @Nullable Throwable thrown) {
    ended(started, execution, STEP_FAILURES, thrown);
  }

  private static void ended(
      @Nullable Object started, Object execution, Getter failures, @Nullable Throwable thrown) {
    Throwable failure = thrown;
    try {
      if (thrown == null && hasFailed(execution)) {
        failure = failure(read(failures, execution));
      }
    } finally {
      FrameworkProbe.ended(started, failure);
    }
  }

  private static boolean hasFailed(Object execution) {
    return isFailure(read(STATUS, execution))
        || isFailure(read(EXIT_CODE, read(EXIT_STATUS, execution)));
  }

  private static boolean isFailure(@Nullable Object status) {
    String name = String.valueOf(status);
    return name.equals("FAILED") || name.equals("UNKNOWN");
  }

  private static Throwable failure(@Nullable Object failures) {
    if (failures instanceof List && !((List<?>) failures).isEmpty()) {
      Object first = ((List<?>) failures).get(0);
      if (first instanceof Throwable) {
        return (Throwable) first;
      }
    }
    return ReportedFailure.INSTANCE;
  }

  private static String jobName(@Nullable Object jobExecution) {
    return String.valueOf(read(JOB_NAME, read(JOB_INSTANCE, jobExecution)));
  }

  private static @Nullable Object read(Getter property, @Nullable Object object) {
    try {
      return object == null ? null : property.of(object);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
