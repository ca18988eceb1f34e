package com.acme.scheduling;

import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.annotations.Job;
import org.jobrunr.jobs.filters.RetryFilter;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.BackgroundJob;
import org.jobrunr.scheduling.BackgroundJobRequest;
import org.jobrunr.scheduling.JobBuilder;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.storage.InMemoryStorageProvider;

/** JobRunr, whose jobs are in memory. */
public final class JobRunrScheduler implements Scheduler {
  private static final String JOBS = Jobs.class.getName();
  private static final String SEND = JOBS + ".send(java.lang.Integer)";
  private static final String DELIVER = JOBS + ".deliver()";
  private static final String REMIND = JOBS + ".remind()";
  private static final String REPORT = "the nightly report";
  private static final String HANDLE =
      OrderHandler.class.getName() + ".run(" + Order.class.getName() + ")";

  private static volatile Tally tally = new Tally();

  /** The methods that are called as jobs. */
  public static final class Jobs {
    private Jobs() {}

    @Job(retries = 0)
    public static void send(Integer id) throws IOException {
      tally.add(SEND, id % 5 == 4);
      if (id % 5 == 4) {
        throw new IOException("no mail " + id);
      }
    }

    /** Fails twice. */
    public static void deliver() {
      boolean fails = tally.total(DELIVER) < 2;
      tally.add(DELIVER, fails);
      if (fails) {
        throw new IllegalStateException("nobody there");
      }
    }

    @Job(name = "bill customer %0")
    public static void bill(Integer customer) {
      tally.add("bill customer {id}", false);
    }

    public static void remind() {
      tally.add(REMIND, false);
    }

    public static void report() {
      tally.add(REPORT, false);
    }
  }

  /** What is handled as a job. */
  public static final class Order implements JobRequest {
    @Override
    public Class<OrderHandler> getJobRequestHandler() {
      return OrderHandler.class;
    }
  }

  /** Handles orders. */
  public static final class OrderHandler implements JobRequestHandler<Order> {
    @Override
    public void run(Order order) {
      tally.add(HANDLE, false);
    }
  }

  @Override
  public void run(Tally ofThisRun) throws Exception {
    tally = ofThisRun;
    JobRunr.configure()
        .useStorageProvider(new InMemoryStorageProvider())
        .withJobFilter(new RetryFilter(2, 1))
        .useBackgroundJobServer(
            BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                .andPollIntervalInSeconds(5))
        .initialize();
    tally.rounds(JobRunrScheduler::round);
    JobRunr.destroy();
  }

  private static void round() throws Exception {
    // Each attempt waits for the server's next look.
    int deliveries = tally.hasTwoRounds() ? 0 : 3;
    if (deliveries > 0) {
      BackgroundJob.enqueue(() -> Jobs.deliver());
    }
    for (int i = 0; i < 20; i++) {
      Integer id = 1000 + i;
      BackgroundJob.enqueue(() -> Jobs.send(id));
      BackgroundJob.enqueue(() -> Jobs.bill(id));
    }
    BackgroundJob.create(
        scheduled(JobBuilder.aJob(), Instant.now().minus(Duration.ofSeconds(30)))
            .withDetails(() -> Jobs.remind()));
    BackgroundJobRequest.enqueue(new Order());
    BackgroundJob.create(JobBuilder.aJob().withName(REPORT).withDetails(() -> Jobs.report()));
    Tally.await(
        () ->
            tally.total(DELIVER) == deliveries
                && tally.total(SEND) == 20
                && tally.total("bill customer {id}") == 20
                && tally.total(REMIND) == 1
                && tally.total(REPORT) == 1
                && tally.total(HANDLE) == 1);
  }

  /** Version 8 takes any Temporal. */
  private static JobBuilder scheduled(JobBuilder job, Instant time)
      throws ReflectiveOperationException {
    for (Method method : JobBuilder.class.getMethods()) {
      if (method.getName().equals("scheduleAt")) {
        return (JobBuilder) method.invoke(job, time);
      }
    }
    throw new NoSuchMethodException("scheduleAt");
  }
}
