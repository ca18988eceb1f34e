package dev.tachograph.agent.instrument.springbatch;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.BatchProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Spring Batch. All jobs and steps of its own have one superclass each. Version 6 has the
 * executions in other packages, so advice does not name them.
 */
public final class SpringBatchInstrumentation extends FrameworkLibrary {
  private static final String PACKAGE = "org/springframework/batch/core/";
  private static final String JOB = PACKAGE + "job/AbstractJob";
  private static final String STEP = PACKAGE + "step/AbstractStep";

  @Override
  public String name() {
    return "springbatch";
  }

  @Override
  public String[] classNames() {
    return new String[] {JOB, STEP};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(JOB)) {
      plan.methodsLike("execute", "(L" + PACKAGE, "JobExecution;)V", Job.class);
    } else {
      plan.methodsLike("execute", "(L" + PACKAGE, "StepExecution;)V", Step.class);
    }
  }

  /** A job runs. */
  static final class Job {
    private Job() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) Object execution) {
      return BatchProbe.job("springbatch", execution);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Argument(0) Object execution,
        @Advice.Thrown @Nullable Throwable thrown) {
      BatchProbe.jobEnded(started, execution, thrown);
    }
  }

  /** A step runs, perhaps on another thread than its job. */
  static final class Step {
    private Step() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.This Object step, @Advice.Argument(0) Object execution) {
      return BatchProbe.step("springbatch", step, execution);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Argument(0) Object execution,
        @Advice.Thrown @Nullable Throwable thrown) {
      BatchProbe.stepEnded(started, execution, thrown);
    }
  }
}
