package dev.tachograph.benchmarks.measure;

import java.lang.management.ManagementFactory;

/** What the calling thread has used up so far. */
public interface Clock {
  /** Nanoseconds that went by. */
  long wall();

  /** Nanoseconds for which the calling thread was running. */
  long cpu();

  /** Bytes that the calling thread has allocated. */
  long allocated();

  /** The JVM's clocks. */
  static Clock ofThread() {
    return new ThreadClock((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean());
  }

  /** Not a lambda: its methods are called right beside what is measured. */
  record ThreadClock(com.sun.management.ThreadMXBean threads) implements Clock {
    @Override
    public long wall() {
      return System.nanoTime();
    }

    @Override
    public long cpu() {
      return threads.getCurrentThreadCpuTime();
    }

    @Override
    public long allocated() {
      return threads.getCurrentThreadAllocatedBytes();
    }
  }
}
