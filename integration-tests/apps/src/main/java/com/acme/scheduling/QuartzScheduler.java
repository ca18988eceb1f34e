package com.acme.scheduling;

import static org.quartz.JobBuilder.newJob;
import static org.quartz.TriggerBuilder.newTrigger;

import java.util.Date;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.quartz.Job;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** Quartz. */
public final class QuartzScheduler implements Scheduler {
  private static final String TALLY = "tally";
  private static final int ID_JOBS = 30;
  private static final int PAST_SECONDS = 30;
  private static final int INTERVAL_MILLIS = 5;

  /** More than a trigger may be late by without having misfired. */
  private static final int MISFIRED_SECONDS = 90;

  /** Every third fails. */
  public static final class Report implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      Tally tally = tally(context);
      boolean fails = tally.total("reports.nightly") % 3 == 2;
      tally.add("reports.nightly", fails);
      if (fails) {
        throw new IllegalStateException("no report");
      }
    }
  }

  /** Fails twice, and demands to be called again at once. */
  public static final class Stubborn implements Job {
    @Override
    public void execute(JobExecutionContext context) throws JobExecutionException {
      boolean fails = context.getRefireCount() < 2;
      tally(context).add("DEFAULT.stubborn", fails);
      if (fails) {
        throw new JobExecutionException("again", true);
      }
    }
  }

  /** Should have run before the program was there. */
  public static final class Missed implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      tally(context).add(context.getJobDetail().getKey().toString(), false);
    }
  }

  /** Has an id for a name. */
  public static final class Single implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      tally(context).add("single.{uuid}", false);
    }
  }

  private static Tally tally(JobExecutionContext context) {
    try {
      return (Tally) context.getScheduler().getContext().get(TALLY);
    } catch (org.quartz.SchedulerException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void run(Tally tally) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("org.quartz.scheduler.instanceName", "acme");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    // One thread: the report counts on being alone.
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    // As where jobs are in a database.
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "60000");
    org.quartz.Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
    scheduler.getContext().put(TALLY, tally);
    scheduler.start();
    tally.rounds(() -> round(scheduler, tally));
    scheduler.shutdown(true);
  }

  private static void round(org.quartz.Scheduler scheduler, Tally tally) throws Exception {
    SimpleScheduleBuilder tenTimes =
        SimpleScheduleBuilder.simpleSchedule()
            .withIntervalInMilliseconds(INTERVAL_MILLIS)
            .withRepeatCount(9);
    // The last of them was due that long ago.
    Date first = new Date(ago(PAST_SECONDS).getTime() - 9 * INTERVAL_MILLIS);
    // Those of the last round may be there still.
    scheduler.scheduleJob(
        newJob(Report.class).withIdentity("nightly", "reports").build(),
        Set.of(newTrigger().startAt(first).withSchedule(tenTimes).build()),
        true);
    scheduler.scheduleJob(
        newJob(Stubborn.class).withIdentity("stubborn").build(),
        Set.of(newTrigger().build()),
        true);
    SimpleScheduleBuilder once = SimpleScheduleBuilder.simpleSchedule();
    scheduleMissed(scheduler, "moved", once);
    scheduleMissed(scheduler, "kept", once.withMisfireHandlingInstructionIgnoreMisfires());
    for (int i = 0; i < ID_JOBS; i++) {
      JobDetail single =
          newJob(Single.class).withIdentity(UUID.randomUUID().toString(), "single").build();
      scheduler.scheduleJob(single, newTrigger().build());
    }
    Tally.await(
        () ->
            tally.total("reports.nightly") == 10
                && tally.total("DEFAULT.stubborn") == 3
                && tally.total("missed.moved") == 1
                && tally.total("missed.kept") == 1
                && tally.total("single.{uuid}") == ID_JOBS);
  }

  private static void scheduleMissed(
      org.quartz.Scheduler scheduler, String name, SimpleScheduleBuilder schedule)
      throws Exception {
    scheduler.scheduleJob(
        newJob(Missed.class).withIdentity(name, "missed").build(),
        Set.of(newTrigger().startAt(ago(MISFIRED_SECONDS)).withSchedule(schedule).build()),
        true);
  }

  private static Date ago(int seconds) {
    return new Date(System.currentTimeMillis() - seconds * 1000L);
  }
}
