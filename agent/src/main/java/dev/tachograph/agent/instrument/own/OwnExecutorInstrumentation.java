package dev.tachograph.agent.instrument.own;

import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.OwnExecutorProbe;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for the application's own executors, by the names of their classes.
 *
 * <p>Advice is around each call of {@code run} in an executor's class and in its nested classes. It
 * is also in {@code Thread}, because an executor may make a thread for each task.
 */
public final class OwnExecutorInstrumentation extends ExecutorLibrary {
  private static final String THREAD = "java/lang/Thread";
  private static final String RUNNABLE = "java/lang/Runnable";

  private final List<String> classNames = new ArrayList<>();

  /**
   * @param executors class names such as {@code com.acme.Lanes}; may be empty
   */
  public OwnExecutorInstrumentation(List<String> executors) {
    for (String executor : executors) {
      classNames.add(executor.replace('.', '/'));
    }
    if (!classNames.isEmpty()) {
      classNames.add(THREAD);
    }
  }

  @Override
  public String[] classNames() {
    return classNames.toArray(new String[0]);
  }

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(THREAD)) {
      plan.optionalCall("run", "()V", RUNNABLE, "run", "()V", OwnRun.class)
          .optionalCall(
              "runWith",
              "(Ljava/lang/Object;Ljava/lang/Runnable;)V",
              RUNNABLE,
              "run",
              "()V",
              OwnRun.class)
          .requireOneOfLast(2);
      return;
    }
    plan.callAnywhere(RUNNABLE, "run", "()V", OwnRun.class);
    if (classNames.contains(className)) {
      plan.method("execute", "(Ljava/lang/Runnable;)V", OwnExecute.class)
          .argumentReplaced("execute", "(Ljava/lang/Runnable;)V", 0, OwnReplaced.class)
          .methodNamed("<init>", OwnCreated.class)
          .optionalMethod("shutdown", "()V", OwnShutdown.class)
          .optionalMethod("shutdownNow", "()Ljava/util/List;", OwnShutdown.class);
    }
  }

  /** Some code runs an object that may be a task. */
  static final class OwnRun {
    private OwnRun() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Woven.Receiver @Nullable Object task) {
      return OwnExecutorProbe.started(task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      OwnExecutorProbe.ended(started, thrown);
    }
  }

  /** A task is submitted to an executor. */
  static final class OwnExecute {
    private OwnExecute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This(optional = true) Object executor, @Advice.Argument(0) @Nullable Object task) {
      return OwnExecutorProbe.submitted(executor, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object submitted, @Advice.Thrown @Nullable Throwable thrown) {
      OwnExecutorProbe.submitEnded(submitted, thrown);
    }
  }

  /** A submission goes on with another object in the place of the task. */
  static final class OwnReplaced {
    private OwnReplaced() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Replaced Object task, @Advice.Argument(0) Object other) {
      OwnExecutorProbe.replaced(task, other);
    }
  }

  /** The constructor of an executor. */
  static final class OwnCreated {
    private OwnCreated() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object executor) {
      OwnExecutorProbe.created(executor);
    }
  }

  /** An executor is shut down. */
  static final class OwnShutdown {
    private OwnShutdown() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object executor) {
      OwnExecutorProbe.shutDown(executor);
    }
  }
}
