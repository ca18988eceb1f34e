package dev.tachograph.agent.export.textfile;

import dev.tachograph.agent.thread.AgentThread;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls the {@link TextfileWriter} at once, at every interval, and once more at the end, which is
 * {@link #close} or the end of the JVM.
 *
 * <p>Only the thread {@code tachograph-exporter} writes. The shutdown hook merely asks it to, and
 * waits for a limited time: a file system that hangs must not keep the JVM from ending.
 */
public final class TextfileExporter implements AutoCloseable {
  private static final long LAST_WRITE_MILLIS = 5_000;

  private final TextfileWriter writer;
  private final long intervalNanos;
  private final Object lock = new Object();

  // Guarded by lock.
  private @Nullable Thread thread;
  private @Nullable Thread hook;
  private boolean ending;

  public TextfileExporter(TextfileWriter writer, Duration interval) {
    this.writer = writer;
    this.intervalNanos = interval.toNanos();
  }

  public void start() {
    synchronized (lock) {
      if (thread != null || ending) {
        return;
      }
      thread = AgentThread.start("exporter", this::run);
      hook = AgentThread.create("exit", this::end);
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
  }

  private void run() {
    long next = System.nanoTime();
    do {
      write();
      next = following(next, System.nanoTime());
    } while (!endsBefore(next));
    write();
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

  private boolean endsBefore(long deadline) {
    synchronized (lock) {
      for (long left = deadline - System.nanoTime(); !ending && left > 0; ) {
        try {
          lock.wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        } catch (InterruptedException e) {
          // Nobody who knows this thread interrupts it; whoever does shortens nothing.
        }
        left = deadline - System.nanoTime();
      }
      return ending;
    }
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
