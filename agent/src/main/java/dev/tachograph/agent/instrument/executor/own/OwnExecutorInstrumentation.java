package dev.tachograph.agent.instrument.executor.own;

import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * Executors of the application's own making, by the names of their classes.
 *
 * <p>Where they call the {@code run} of a task is found in their own code and that of the classes
 * nested in them, and, since an executor may make a thread for each task, in that of {@code
 * Thread}.
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
  protected void planExecutor(String className, ClassPlan plan) {
    if (className.equals(THREAD)) {
      plan.optionalCall("run", "()V", RUNNABLE, "run", "()V", OwnRunAdvice.class)
          .optionalCall(
              "runWith",
              "(Ljava/lang/Object;Ljava/lang/Runnable;)V",
              RUNNABLE,
              "run",
              "()V",
              OwnRunAdvice.class)
          .requireOneOfLast(2);
      return;
    }
    plan.callAnywhere(RUNNABLE, "run", "()V", OwnRunAdvice.class);
    if (classNames.contains(className)) {
      plan.method("execute", "(Ljava/lang/Runnable;)V", OwnExecuteAdvice.class)
          .methodNamed("<init>", OwnCreatedAdvice.class)
          .optionalMethod("shutdown", "()V", OwnShutdownAdvice.class)
          .optionalMethod("shutdownNow", "()Ljava/util/List;", OwnShutdownAdvice.class);
    }
  }
}
