package com.acme.scheduling;

import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;

/** The JDK's timers. */
public final class TimerScheduler implements Scheduler {
  private static final int RUNS = 5;
  private static final long LATE_MILLIS = 30_000;
  private static final long DELAY_MILLIS = 5;

  /** A task of a class with a name. */
  private static final class Sweep extends TimerTask {
    private final Tally tally;
    private long dueMillis;

    /** How late its runs were when the timer found them due, and when they began. */
    private long foundMillis;

    private long begunMillis;

    Sweep(Tally tally, Date due) {
      this.tally = tally;
      this.dueMillis = due.getTime();
    }

    @Override
    public void run() {
      long begun = System.currentTimeMillis();
      // With a fixed delay, that is when the timer found it due, and the next run is due after
      // that.
      long found = scheduledExecutionTime();
      foundMillis += found - dueMillis;
      begunMillis += begun - dueMillis;
      dueMillis = found + DELAY_MILLIS;
      if (tally.add("Sweep", false) == RUNS) {
        cancel();
      }
    }
  }

  @Override
  public void run(Tally tally) throws Exception {
    tally.rounds(() -> round(tally));
  }

  private static void round(Tally tally) throws Exception {
    Timer timer = new Timer("sweeper", true);
    // The first run is late, and those that follow are not.
    Date first = new Date(System.currentTimeMillis() - LATE_MILLIS);
    Sweep sweep = new Sweep(tally, first);
    timer.schedule(sweep, first, DELAY_MILLIS);
    // What throws ends its timer.
    Timer dying = new Timer("dying", true);
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
    dying.schedule(
        new TimerTask() {
          @Override
          public void run() {
            tally.add("TimerScheduler$1", true);
            throw new IllegalStateException("no more");
          }
        },
        1);
    Tally.await(() -> tally.total("Sweep") == RUNS && tally.total("TimerScheduler$1") == 1);
    timer.cancel();
    if (!tally.hasTwoRounds()) {
      System.out.println("Sweep late " + sweep.foundMillis + " " + sweep.begunMillis);
    }
  }
}
