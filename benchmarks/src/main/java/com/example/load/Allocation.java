package com.example.load;

import com.sun.management.ThreadMXBean;

/** Bytes allocated by the threads that are alive. */
final class Allocation {
  private Allocation() {}

  static long ofAllThreads(ThreadMXBean threads) {
    long bytes = 0;
    for (long thread : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      bytes += Math.max(0, thread);
    }
    return bytes;
  }
}
