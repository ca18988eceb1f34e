package dev.tachograph.agent.instrument.quartz;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;

/**
 * Plans for Quartz. Its shell calls each job, and again if the job demands it ({@code
 * refireImmediately}).
 */
public final class QuartzInstrumentation extends FrameworkLibrary {
  private static final String SHELL = "org/quartz/core/JobRunShell";

  @Override
  public String name() {
    return "quartz";
  }

  @Override
  public String[] classNames() {
    return new String[] {SHELL};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.call(
        "run",
        "()V",
        "org/quartz/Job",
        "execute",
        "(Lorg/quartz/JobExecutionContext;)V",
        Job.class);
  }

  /** The shell calls a job. */
  static final class Job {
    private Job() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) JobExecutionContext context) {
      JobKey key = context.getJobDetail().getKey();
      return FrameworkProbe.keyedJob(
          "quartz",
          key.getGroup(),
          key.getName(),
          context.getScheduledFireTime(),
          context.getRefireCount() > 0);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }
}
