package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.ProbeErrors;
import dev.tachograph.bootstrap.task.TaskExecutions;
import dev.tachograph.bootstrap.task.TaskProbe;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Executions of methods that the configuration names: each call is one execution of a task.
 *
 * <p>A method that returns a {@link CompletionStage} is at work until that stage completes; the
 * application gets the very stage that the method returned.
 */
public final class MethodProbe {
  /** One call whose task type was found out from its arguments. */
  private static final class Call {
    final TaskExecutions executions;
    final long start;

    Call(TaskExecutions executions, long start) {
      this.executions = executions;
      this.start = start;
    }
  }

  private static final int MAX_DEPENDENTS = 64;

  private static final CopyOnWriteArrayList<ArgumentTaskType> TASK_TYPES =
      new CopyOnWriteArrayList<>();

  private static final Map<String, Integer> NUMBERS = new HashMap<>();

  /** Copied when one is added: an array knows what is in it, which a list has to check. */
  @SuppressWarnings("NonFinalStaticField")
  private static volatile TaskExecutions[] fixed = {};

  private MethodProbe() {}

  /** Keeps a task type that is the same for every call; the number is woven in its place. */
  public static synchronized int register(String taskType) {
    TaskExecutions executions = TaskProbe.executions(taskType);
    int known = Arrays.asList(fixed).indexOf(executions);
    if (known < 0) {
      TaskExecutions[] more = Arrays.copyOf(fixed, fixed.length + 1);
      more[fixed.length] = executions;
      fixed = more;
    }
    return known < 0 ? fixed.length - 1 : known;
  }

  /**
   * Keeps a task type that depends on arguments; the number is woven in its place.
   *
   * @param key what it is for: one class may be loaded, and woven, many times
   */
  public static synchronized int register(String key, ArgumentTaskType taskType) {
    Integer known = NUMBERS.get(key);
    if (known != null) {
      return known;
    }
    TASK_TYPES.add(taskType);
    NUMBERS.put(key, TASK_TYPES.size() - 1);
    return TASK_TYPES.size() - 1;
  }

  /** A call begins whose arguments tell the task type. */
  public static Object callStarted(int taskType, Object[] arguments) {
    TaskExecutions executions = TaskProbe.executions(TASK_TYPES.get(taskType).of(arguments));
    return new Call(executions, TaskProbe.started(executions));
  }

  /** A call that {@link #callStarted} saw ended. */
  public static void callEnded(
      @Nullable Object started, @Nullable Object returned, @Nullable Throwable thrown) {
    if (started instanceof Call) {
      Call call = (Call) started;
      ended(call.executions, call.start, returned, thrown);
    }
  }

  /** A call of a method with a fixed task type begins. */
  public static long started(int taskType) {
    return TaskProbe.started(fixed[taskType]);
  }

  /** A call that {@link #started} saw ended, and not with a stage. */
  public static void ended(int taskType, long start, @Nullable Throwable thrown) {
    TaskProbe.ended(fixed[taskType], start, thrown);
  }

  /** A call that {@link #started} saw ended, with a stage perhaps. */
  public static void ended(
      int taskType, long start, @Nullable Object returned, @Nullable Throwable thrown) {
    ended(fixed[taskType], start, returned, thrown);
  }

  private static void ended(
      TaskExecutions executions,
      long start,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    if (thrown == null && returned instanceof CompletionStage && start != 0) {
      endedWith((CompletionStage<?>) returned, new StageEnd(executions, start));
    } else {
      TaskProbe.ended(executions, start, thrown);
    }
  }

  /**
   * Ends the execution with the stage; or at once, but counted all the same, if the stage takes no
   * callback or is one that many calls have returned: it would keep what is attached to it for as
   * long as it lives, and be no call's own.
   */
  private static void endedWith(CompletionStage<?> stage, StageEnd end) {
    try {
      if (stage instanceof CompletableFuture
          && ((CompletableFuture<?>) stage).getNumberOfDependents() >= MAX_DEPENDENTS) {
        end.accept(null, null);
      } else {
        stage.whenComplete(end);
      }
    } catch (RuntimeException | Error e) {
      ProbeErrors.report(e, "MethodProbe");
      end.accept(null, null);
    }
  }
}
