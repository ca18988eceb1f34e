package dev.tachograph.agent.export.textfile;

import dev.tachograph.agent.thread.AgentThread;
import dev.tachograph.agent.thread.JvmEnd;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls the {@link TextfileWriter} at once, at every interval, when the JVM begins to end, and once
 * more after the shutdown hooks, or at {@link #close}.
 *
 * <p>An application may work in its shutdown hooks, for example drain a queue, so the exporter
 * writes the last file after them. If that is impossible, it writes the last file beside them.
 *
 * <p>Only the thread {@code tachograph-exporter} writes. The thread that ends the JVM only requests
 * the write, and waits for a limited time: a file system that hangs must not keep the JVM from
 * ending.
 */
public final class TextfileExporter implements AutoCloseable {
  private static final long LAST_WRITE_MILLIS = 5_000;

  private final TextfileWriter writer;
  private final long intervalNanos;
  private final @Nullable JvmEnd jvmEnd;
  private final @Nullable Runnable beforeLast;
  private final Object lock = new Object();

  // Guarded by lock.
  private @Nullable Thread thread;
  private @Nullable Thread hook;
  private boolean endIsTold;
  private boolean due;
  private boolean ending;

  /**
   * @param jvmEnd null if the exporter cannot run after the hooks
   * @param beforeLast settles numbers before the last write, and throws nothing; null if nothing
   *     does
   */
  public TextfileExporter(
      TextfileWriter writer,
      Duration interval,
      @Nullable JvmEnd jvmEnd,
      @Nullable Runnable beforeLast) {
    this.writer = writer;
    this.intervalNanos = interval.toNanos();
    this.jvmEnd = jvmEnd;
    this.beforeLast = beforeLast;
  }

  public void start() {
    synchronized (lock) {
      if (thread != null || ending) {
        return;
      }
      endIsTold = jvmEnd != null && jvmEnd.afterHooks(this::end);
      thread = AgentThread.start("exporter", this::run);
      hook = AgentThread.create("exit", this::beginToEnd);
      try {
        Runtime.getRuntime().addShutdownHook(hook);
        return;
      } catch (IllegalStateException e) {
        // The JVM is ending already.
        hook = null;
        if (endIsTold) {
          return;
        }
      }
    }
    end();
  }

  @Override
  public void close() {
    synchronized (lock) {
      if (hook != null) {
        try {
          Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
          // The hook is running.
        }
        hook = null;
      }
    }
    end();
    writer.close();
  }

  private void run() {
    long next = System.nanoTime();
    write();
    do {
      next = following(next, intervalNanos, System.nanoTime());
    } while (writesAt(next));
    if (beforeLast != null) {
      beforeLast.run();
    }
    write();
  }

  /** Returns whether there will be another write. */
  private boolean writesAt(long deadline) {
    awaitUntil(deadline);
    synchronized (lock) {
      if (ending) {
        return false;
      }
      due = false;
    }
    write();
    return true;
  }

  private void write() {
    try {
      writer.write();
    } catch (OutOfMemoryError e) {
      // There was no memory even for the report. The next interval may have some.
      return;
    }
  }

  /**
   * When to write after a write. One that came early, because the end begins, takes the place of
   * none. After one that took longer than the interval, the missed times are skipped.
   */
  static long following(long due, long interval, long now) {
    if (due - now > 0) {
      return due;
    }
    long next = due + interval;
    return next - now > 0 ? next : now + interval;
  }

  private void awaitUntil(long deadline) {
    synchronized (lock) {
      for (long left = deadline - System.nanoTime(); !ending && !due && left > 0; ) {
        try {
          lock.wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        } catch (InterruptedException e) {
          // Nobody who knows this thread interrupts it, so an interrupt changes nothing.
        }
        left = deadline - System.nanoTime();
      }
    }
  }

  /** The application's hooks run at the same time, perhaps for long, perhaps for ever. */
  private void beginToEnd() {
    synchronized (lock) {
      if (endIsTold) {
        due = true;
        lock.notifyAll();
        return;
      }
    }
    end();
  }

  private void end() {
    Thread writing;
    synchronized (lock) {
      ending = true;
      lock.notifyAll();
      writing = thread;
    }
    if (writing != null) {
      try {
        writing.join(LAST_WRITE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
