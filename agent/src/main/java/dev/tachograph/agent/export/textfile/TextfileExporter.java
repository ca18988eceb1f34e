package dev.tachograph.agent.export.textfile;

import dev.tachograph.agent.thread.AgentThread;
import dev.tachograph.agent.thread.JvmEnd;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls the {@link TextfileWriter} at once, at every interval, when the JVM begins to end, and once
 * more when it has ended but for itself, or at {@link #close}.
 *
 * <p>An application may have work to do in its shutdown hooks, such as to drain a queue; the last
 * file is written behind them. Where that place is not to be had, it is written beside them.
 *
 * <p>Only the thread {@code tachograph-exporter} writes. The end of the JVM merely asks it to, and
 * waits for a limited time: a file system that hangs must not keep the JVM from ending.
 */
public final class TextfileExporter implements AutoCloseable {
  private static final long LAST_WRITE_MILLIS = 5_000;

  private final TextfileWriter writer;
  private final long intervalNanos;
  private final @Nullable JvmEnd jvmEnd;
  private final Object lock = new Object();

  // Guarded by lock.
  private @Nullable Thread thread;
  private @Nullable Thread hook;
  private boolean endIsTold;
  private boolean due;
  private boolean ending;

  /**
   * @param jvmEnd null if there is nobody to tell of it
   */
  public TextfileExporter(TextfileWriter writer, Duration interval, @Nullable JvmEnd jvmEnd) {
    this.writer = writer;
    this.intervalNanos = interval.toNanos();
    this.jvmEnd = jvmEnd;
  }

  public void start() {
    synchronized (lock) {
      if (thread != null || ending) {
        return;
      }
      thread = AgentThread.start("exporter", this::run);
      hook = AgentThread.create("exit", this::beginToEnd);
      try {
        Runtime.getRuntime().addShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is ending already; what was written at the start has to do.
        hook = null;
      }
    }
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
    boolean told = jvmEnd != null && jvmEnd.afterHooks(this::end);
    synchronized (lock) {
      endIsTold = told;
    }
    long next = System.nanoTime();
    write();
    do {
      next = following(next, System.nanoTime());
    } while (writesAt(next));
    write();
  }

  /** Returns whether there will be another time. */
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
      // Not even for the report of it was there memory. The next interval may have some.
      return;
    }
  }

  /** A write that took longer than the interval skips what it missed, instead of catching up. */
  private long following(long previous, long now) {
    long next = previous + intervalNanos;
    return next - now > 0 ? next : now + intervalNanos;
  }

  private void awaitUntil(long deadline) {
    synchronized (lock) {
      for (long left = deadline - System.nanoTime(); !ending && !due && left > 0; ) {
        try {
          lock.wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        } catch (InterruptedException e) {
          // Nobody who knows this thread interrupts it; whoever does shortens nothing.
        }
        left = deadline - System.nanoTime();
      }
    }
  }

  /** The hooks of the application run at the same time, perhaps for long, perhaps for ever. */
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
