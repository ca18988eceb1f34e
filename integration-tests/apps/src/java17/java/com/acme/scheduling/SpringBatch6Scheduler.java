package com.acme.scheduling;

import java.util.function.Function;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** Spring Batch 6, whose jobs are in memory. */
public final class SpringBatch6Scheduler implements Scheduler {
  private final ResourcelessTransactionManager transactions = new ResourcelessTransactionManager();

  @Override
  public void run(Tally tally) throws Exception {
    for (long number = 0; number < 2; number++) {
      launch(repository -> nightly(repository, tally), number, tally);
      launch(
          repository ->
              new JobBuilder("broken", repository)
                  .start(step(repository, "store", tally, "broken/store", BatchOutcome.THROWS))
                  .build(),
          number,
          tally);
      launch(
          repository ->
              new JobBuilder("doubtful", repository)
                  .start(step(repository, "look", tally, "doubtful/look", BatchOutcome.SAYS_FAILED))
                  .build(),
          number,
          tally);
      launch(repository -> split(repository, tally), number, tally);
    }
  }

  private Job nightly(JobRepository repository, Tally tally) {
    return new JobBuilder("nightly", repository)
        .start(step(repository, "load", tally, "nightly/load", BatchOutcome.SUCCEEDS))
        .next(step(repository, "check", tally, "nightly/check", BatchOutcome.SUCCEEDS))
        .build();
  }

  private Job split(JobRepository repository, Tally tally) {
    Flow left =
        new FlowBuilder<Flow>("toTheLeft")
            .start(step(repository, "left", tally, "split/left", BatchOutcome.SUCCEEDS))
            .build();
    Flow right =
        new FlowBuilder<Flow>("toTheRight")
            .start(step(repository, "right", tally, "split/right", BatchOutcome.SUCCEEDS))
            .build();
    Flow both =
        new FlowBuilder<Flow>("both").split(new SimpleAsyncTaskExecutor()).add(left, right).build();
    return new JobBuilder("split", repository).start(both).end().build();
  }

  /** Each repository holds one execution. */
  @SuppressWarnings("removal")
  private static void launch(Function<JobRepository, Job> definition, long number, Tally tally)
      throws Exception {
    JobRepository repository = new ResourcelessJobRepository();
    TaskExecutorJobLauncher launcher = new TaskExecutorJobLauncher();
    launcher.setJobRepository(repository);
    launcher.afterPropertiesSet();
    Job job = definition.apply(repository);
    String outcome =
        launcher
            .run(job, new JobParametersBuilder().addLong("number", number).toJobParameters())
            .getExitStatus()
            .getExitCode();
    tally.add(job.getName(), outcome.equals("FAILED"));
  }

  private Step step(
      JobRepository repository, String name, Tally tally, String type, BatchOutcome outcome) {
    return new StepBuilder(name, repository)
        .tasklet(
            (contribution, context) -> {
              outcome.happen(tally, type);
              if (outcome == BatchOutcome.SAYS_FAILED) {
                contribution.setExitStatus(ExitStatus.FAILED);
              }
              return RepeatStatus.FINISHED;
            },
            transactions)
        .build();
  }
}
