package com.acme.scheduling;

import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.Step;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.flow.Flow;
import org.springframework.batch.core.launch.support.SimpleJobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.MapJobRepositoryFactoryBean;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.repeat.RepeatStatus;
import org.springframework.batch.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

/** Spring Batch 4, whose jobs are in memory. */
public final class SpringBatch4Scheduler implements Scheduler {
  private final ResourcelessTransactionManager transactions = new ResourcelessTransactionManager();

  @Override
  public void run(Tally tally) throws Exception {
    MapJobRepositoryFactoryBean factory = new MapJobRepositoryFactoryBean(transactions);
    factory.afterPropertiesSet();
    JobRepository repository = factory.getObject();
    SimpleJobLauncher launcher = new SimpleJobLauncher();
    launcher.setJobRepository(repository);
    launcher.afterPropertiesSet();

    Step load = step(repository, "load", tally, "nightly/load", BatchOutcome.SUCCEEDS);
    Step check = step(repository, "check", tally, "nightly/check", BatchOutcome.SUCCEEDS);
    Step store = step(repository, "store", tally, "broken/store", BatchOutcome.THROWS);
    Step look = step(repository, "look", tally, "doubtful/look", BatchOutcome.SAYS_FAILED);
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
    Job[] jobs = {
      job(repository, "nightly").start(load).next(check).build(),
      job(repository, "broken").start(store).build(),
      job(repository, "doubtful").start(look).build(),
      job(repository, "split").start(both).end().build()
    };
    tally.rounds(
        () -> {
          for (int time = 0; time < 2; time++) {
            for (Job job : jobs) {
              String outcome =
                  launcher
                      .run(
                          job,
                          new JobParametersBuilder()
                              .addLong("number", System.nanoTime())
                              .toJobParameters())
                      .getExitStatus()
                      .getExitCode();
              tally.add(job.getName(), outcome.equals("FAILED"));
            }
          }
        });
  }

  private static JobBuilder job(JobRepository repository, String name) {
    return new JobBuilder(name).repository(repository);
  }

  private Step step(
      JobRepository repository, String name, Tally tally, String type, BatchOutcome outcome) {
    return new StepBuilder(name)
        .repository(repository)
        .transactionManager(transactions)
        .tasklet(
            (contribution, context) -> {
              outcome.happen(tally, type);
              if (outcome == BatchOutcome.SAYS_FAILED) {
                contribution.setExitStatus(ExitStatus.FAILED);
              }
              return RepeatStatus.FINISHED;
            })
        .build();
  }
}
