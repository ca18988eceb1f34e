package dev.tachograph.bootstrap.task;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns the executions of tasks of one type into observations. It is a class, because the JVM
 * checks faster whether an object is of a class than whether it is of an interface.
 */
public abstract class TaskExecutions {
  private static final String[] NOBODY = {};

  /** Copied on write: few run tasks of one type. */
  private volatile String[] frameworks = NOBODY;

  private volatile boolean isRuled;

  /**
   * Tells whether this thread runs a task of this type for a framework. Null as long as none has
   * any. A thread that runs one has seen it.
   */
  private @Nullable Predicate<TaskExecutions> running;

  /** A worker is about to execute a task. */
  public abstract void started();

  /**
   * A worker returned, or threw.
   *
   * @param nanos the duration
   * @param end {@link System#nanoTime()} at completion
   */
  public abstract void ended(long nanos, long end, @Nullable Throwable failure);

  /** An execution that {@link #started} counted turns out to be none. */
  public abstract void withdrawn();

  /** The number of executions that have started and not ended. */
  abstract long inProgress();

  /** Whether any execution has started. */
  abstract boolean hasStarted();

  /**
   * A framework runs tasks of this type.
   *
   * @param running tells whether this thread runs one of these executions for a framework
   */
  public final synchronized void runBy(String framework, Predicate<TaskExecutions> running) {
    this.running = running;
    String[] before = frameworks;
    String[] after = new String[before.length + 1];
    for (int i = 0; i < before.length; i++) {
      if (before[i].equals(framework)) {
        return;
      }
      after[i] = before[i];
    }
    after[before.length] = framework;
    frameworks = after;
  }

  /** A rule of the configuration measures methods as tasks of this type. */
  public final void ruled() {
    if (!isRuled) {
      isRuled = true;
    }
  }

  /**
   * Whether a framework runs a task of this type on this thread. A method that is measured as such
   * a task by a rule as well is a layer of that.
   */
  public final boolean isRunningHere() {
    Predicate<TaskExecutions> frameworks = running;
    return frameworks != null && frameworks.test(this);
  }

  /** What has run tasks of this type: frameworks, or else a rule. Empty before the first task. */
  final String[] runners() {
    String[] runners = frameworks.length == 0 && isRuled ? TaskMetrics.RULE : frameworks;
    return hasStarted() ? runners : NOBODY;
  }
}
