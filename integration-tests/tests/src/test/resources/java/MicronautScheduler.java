package com.acme.scheduling;

import io.micronaut.context.ApplicationContext;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Micronaut, whose processor of annotations must have seen this. */
public final class MicronautScheduler implements Scheduler {
  private static volatile Tally tally;

  /** The bean. Each of its methods runs once while the program does. */
  @Singleton
  public static class Jobs {
    @Scheduled(fixedDelay = "1h")
    public void tick() {
      tally.add("Jobs.tick", false);
    }

    @Scheduled(initialDelay = "5ms")
    public void once() {
      tally.add("Jobs.once", false);
    }

    @Scheduled(fixedRate = "1h")
    public void report() {
      tally.add("Jobs.report", true);
      throw new IllegalStateException("no report");
    }
  }

  @Override
  public void run(Tally ofThisRun) throws Exception {
    tally = ofThisRun;
    tally.rounds(() -> round(ofThisRun));
  }

  private static void round(Tally ofThisRun) throws Exception {
    ApplicationContext context = ApplicationContext.run();
    Tally.await(
        () ->
            ofThisRun.total("Jobs.tick") == 1
                && ofThisRun.total("Jobs.once") == 1
                && ofThisRun.total("Jobs.report") == 1);
    context.close();
  }
}
