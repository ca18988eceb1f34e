package dev.tachograph.agent.export.outlet;

import dev.tachograph.agent.export.ExportFailures;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.AgentThread;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets an {@link Outlet} send at every interval, and once more when the JVM ends.
 *
 * <p>One thread keeps the time. A second one sends, and ends after each send: only so can a send be
 * given up that hangs where no socket has a timeout, such as in a name service or in a write. While
 * such a send hangs, no other is begun.
 *
 * <p>A failing target costs one log line when it begins to fail and one when it works again, and
 * each failure is counted. Thread-safe.
 */
public final class OutletRunner {
  private final Outlet outlet;
  private final long intervalNanos;
  private final long timeoutNanos;
  private final ExportFailures failures;
  private final BooleanSupplier mainHasBegun;
  private final Object lock = new Object();

  // Written only by the thread that keeps the time.
  private boolean announced;
  private volatile boolean failing;

  // Guarded by lock.
  private @Nullable Thread thread;
  private @Nullable Attempt attempt;
  private boolean ending;
  private long endDeadline;
  private @Nullable Thread settling;

  /**
   * @param timeout how long a send may take, and how long the end of the JVM may wait for the last
   * @param mainHasBegun whether the application's main has begun; before that, nothing is sent
   */
  public OutletRunner(
      Outlet outlet,
      Duration interval,
      Duration timeout,
      ExportFailures failures,
      BooleanSupplier mainHasBegun) {
    this.outlet = outlet;
    this.intervalNanos = interval.toNanos();
    this.timeoutNanos = timeout.toNanos();
    this.failures = failures;
    this.mainHasBegun = mainHasBegun;
    failures.expect(outlet.name());
  }

  /** One send, on a thread of its own. */
  private static final class Attempt implements Runnable {
    private final Outlet outlet;
    private final boolean last;
    private final Object lock;

    // Guarded by lock.
    boolean over;
    @Nullable Throwable failure;

    Attempt(Outlet outlet, boolean last, Object lock) {
      this.outlet = outlet;
      this.last = last;
      this.lock = lock;
    }

    @Override
    public void run() {
      Throwable thrown = null;
      try {
        if (last) {
          outlet.sendLast();
        } else {
          outlet.send();
        }
      } catch (Throwable e) {
        // An Error too: the heap is the application's, and may recover.
        thrown = e;
      }
      synchronized (lock) {
        failure = thrown;
        over = true;
        lock.notifyAll();
      }
    }
  }

  public void start() {
    synchronized (lock) {
      if (thread == null && !ending) {
        thread = AgentThread.start(outlet.name(), this::run);
      }
    }
  }

  /**
   * Requests the last send. It has the timeout to succeed, from now on.
   *
   * @param settling settles numbers before that; null if nothing does
   */
  public void beginToEnd(@Nullable Thread settling) {
    synchronized (lock) {
      if (!ending) {
        ending = true;
        this.settling = settling;
        endDeadline = System.nanoTime() + timeoutNanos;
        lock.notifyAll();
      }
    }
  }

  /** Waits for the last send, at most until its time is up. */
  public void awaitEnd() {
    Thread running;
    long deadline;
    synchronized (lock) {
      running = thread;
      deadline = endDeadline;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (running != null && millis > 0) {
      try {
        running.join(millis);
        if (running.isAlive() && !failing) {
          // Its own report would come when nobody waits for it any more.
          AgentLog.warn(outlet.failure() + ": " + timedOut().getMessage() + "; the JVM ends");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void run() {
    long next = System.nanoTime() + intervalNanos;
    while (awaitUntil(next)) {
      if (mainHasBegun.getAsBoolean() && outlet.isDue()) {
        attempt(false, System.nanoTime() + timeoutNanos);
      }
      long now = System.nanoTime();
      // Missed times are skipped.
      next = next + intervalNanos - now > 0 ? next + intervalNanos : now + intervalNanos;
    }
    awaitSettled();
    attempt(true, endDeadline());
  }

  /** Leaves half of the time to the last send. */
  private void awaitSettled() {
    Thread awaited;
    long millis;
    synchronized (lock) {
      awaited = settling;
      millis = TimeUnit.NANOSECONDS.toMillis(endDeadline - System.nanoTime()) / 2;
    }
    if (awaited != null && millis > 0) {
      try {
        awaited.join(millis);
      } catch (InterruptedException e) {
        // Nobody who knows this thread interrupts it, so an interrupt changes nothing.
      }
    }
  }

  private long endDeadline() {
    synchronized (lock) {
      return endDeadline;
    }
  }

  /** Waits for the time. Returns false if the JVM ends. */
  private boolean awaitUntil(long deadline) {
    synchronized (lock) {
      while (!ending && deadline - System.nanoTime() > 0) {
        await(deadline);
      }
      return !ending;
    }
  }

  private void await(long deadline) {
    long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()) + 1;
    try {
      lock.wait(Math.max(1, millis));
    } catch (InterruptedException e) {
      // Nobody who knows this thread interrupts it, so an interrupt changes nothing.
    }
  }

  private void attempt(boolean last, long deadline) {
    Throwable failure;
    try {
      failure = awaitFormer(deadline) ? send(last, deadline) : timedOut();
    } catch (OutOfMemoryError e) {
      failure = e;
    }
    if (failure == null) {
      if (!last || outlet.sendsLast()) {
        reportSuccess();
      }
    } else {
      failures.add(outlet.name());
      reportFailure(failure, last);
    }
  }

  private @Nullable Throwable send(boolean last, long deadline) {
    Attempt begun = new Attempt(outlet, last, lock);
    synchronized (lock) {
      attempt = begun;
      AgentThread.start(outlet.name() + "-send", begun);
      if (!awaitOver(begun, deadline)) {
        outlet.abort();
        return timedOut();
      }
      attempt = null;
      return begun.failure;
    }
  }

  /** Whether no former send hangs. Its failure has been reported. */
  private boolean awaitFormer(long deadline) {
    synchronized (lock) {
      Attempt former = attempt;
      if (former != null) {
        outlet.abort();
      }
      if (former != null && !awaitOver(former, deadline)) {
        return false;
      }
      attempt = null;
      return true;
    }
  }

  private boolean awaitOver(Attempt awaited, long deadline) {
    synchronized (lock) {
      while (!awaited.over) {
        // The end of the JVM shortens the time of a send that is under way.
        long until = ending && endDeadline - deadline < 0 ? endDeadline : deadline;
        if (until - System.nanoTime() <= 0) {
          return false;
        }
        await(until);
      }
      return true;
    }
  }

  private IOException timedOut() {
    return new IOException("no answer within " + inWords(timeoutNanos));
  }

  private void reportSuccess() {
    if (failing || !announced) {
      AgentLog.info(outlet.success(inWords(intervalNanos)));
    }
    announced = true;
    failing = false;
  }

  private void reportFailure(Throwable e, boolean last) {
    if (!failing) {
      failing = true;
      AgentLog.warn(
          outlet.failure()
              + ": "
              + reason(e)
              + (last ? "; the JVM ends" : "; trying every " + inWords(intervalNanos)));
    }
  }

  private static String reason(Throwable e) {
    String message = e.getMessage();
    return e instanceof IOException && message != null ? message : e.toString();
  }

  private static String inWords(long nanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }
}
