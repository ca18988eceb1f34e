package dev.tachograph.agent.export.outlet;

import dev.tachograph.agent.thread.AgentThread;
import dev.tachograph.agent.thread.JvmEnd;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All outlets that send at an interval. At the end of the JVM they send once more, side by side, so
 * that the JVM waits only for the slowest. Not thread-safe.
 */
public final class Outlets implements AutoCloseable {
  private final List<OutletRunner> runners = new ArrayList<>();
  private final @Nullable Runnable beforeLast;

  /**
   * @param beforeLast settles numbers before they are sent for the last time, perhaps for long;
   *     null if nothing does
   */
  public Outlets(@Nullable Runnable beforeLast) {
    this.beforeLast = beforeLast;
  }

  public void add(OutletRunner runner) {
    runners.add(runner);
  }

  /**
   * Starts all that were added.
   *
   * @param jvmEnd lets them send after the application's shutdown hooks; null if that is impossible
   */
  public void start(@Nullable JvmEnd jvmEnd) {
    for (OutletRunner runner : runners) {
      runner.start();
    }
    if (jvmEnd == null || !jvmEnd.afterHooks(this::close)) {
      try {
        Runtime.getRuntime().addShutdownHook(AgentThread.create("outlets-exit", this::close));
      } catch (IllegalStateException e) {
        // The JVM is ending already.
        close();
      }
    }
  }

  /** Lets all send for the last time, and waits for that. */
  @Override
  public void close() {
    Thread settling = settle();
    for (OutletRunner runner : runners) {
      runner.beginToEnd(settling);
    }
    for (OutletRunner runner : runners) {
      runner.awaitEnd();
    }
  }

  /** Not on this thread, which may be interrupted and must not wait for long. */
  private @Nullable Thread settle() {
    Runnable settling = beforeLast;
    try {
      return settling == null ? null : AgentThread.start("outlets-settle", settling);
    } catch (OutOfMemoryError e) {
      // The numbers are sent as they are.
      return null;
    }
  }
}
