package dev.tachograph.agent.instrument.jobrunr;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import java.time.Instant;
import net.bytebuddy.asm.Advice;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.FailedState;
import org.jobrunr.jobs.states.JobState;
import org.jobrunr.jobs.states.ScheduledState;
import org.jspecify.annotations.Nullable;

/** Plans for JobRunr. A worker gives each job to one of several runners, which calls the method. */
public final class JobRunrInstrumentation extends FrameworkLibrary {
  @Override
  public String name() {
    return "jobrunr";
  }

  @Override
  public String[] classNames() {
    return new String[] {"org/jobrunr/server/BackgroundJobPerformer"};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.callAnywhere(
            "org/jobrunr/server/runner/BackgroundJobRunner",
            "run",
            "(Lorg/jobrunr/jobs/Job;)V",
            Run.class)
        .requireOneOfLast(1);
  }

  /** A worker has a job run. */
  static final class Run {
    private Run() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) Job job) {
      // The last state is that of being processed. The job was queued before, and perhaps scheduled
      // before that. If an attempt had failed, this was the state before these.
      JobState queued = job.getJobState(-2);
      JobState earlier = job.getJobState(-3);
      Instant ready =
          earlier instanceof ScheduledState
              ? ((ScheduledState) earlier).getScheduledAt()
              : queued == null ? null : queued.getCreatedAt();
      return FrameworkProbe.signedJob(
          "jobrunr",
          job.getJobSignature(),
          job.getJobName(),
          ready,
          earlier instanceof FailedState || job.getJobState(-4) instanceof FailedState);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }
}
