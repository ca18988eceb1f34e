package com.acme.scheduling;

import java.util.Date;
import java.util.Timer;
import java.util.TimerTask;

/** The JDK's timers. */
public final class TimerScheduler implements Scheduler {
  private static final int RUNS = 5;
  private static final long LATE_MILLIS = 30_000;

  /** A task of a class with a name. */
  private static final class Sweep extends TimerTask {
    private final Tally tally;

    Sweep(Tally tally) {
      this.tally = tally;
    }

    @Override
    public void run() {
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
    timer.schedule(new Sweep(tally), new Date(System.currentTimeMillis() - LATE_MILLIS), 5);
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
  }
}
