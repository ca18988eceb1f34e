package dev.tachograph.bootstrap.metrics;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what begins. Most threads count for themselves ({@link ThreadCounts}), which costs a third
 * of a shared number. What ends is counted elsewhere, so what is in progress is the difference.
 */
public final class BegunCount {
  private static final AtomicIntegerFieldUpdater<BegunCount> NUMBER =
      AtomicIntegerFieldUpdater.newUpdater(BegunCount.class, "number");

  /** While nothing has begun yet: most of them are made for one reading. */
  private static final int NO_NUMBER = Integer.MAX_VALUE;

  /** What has begun on threads that do not count for themselves, without what was withdrawn. */
  private final LongAdder shared;

  /** The number under which threads count; beyond those that threads count, none. */
  private volatile int number;

  public BegunCount() {
    this(new LongAdder(), false);
  }

  /**
   * @param isInFile whether the shared number is in a file: then all threads count in it
   */
  BegunCount(LongAdder shared, boolean isInFile) {
    this.shared = shared;
    // What is to be in a file is not spread over memory.
    number = isInFile ? ThreadCounts.NUMBERS : NO_NUMBER;
  }

  /** Something begins. */
  public void increment() {
    int known = number;
    if (known >= ThreadCounts.NUMBERS || !ThreadCounts.increment(known)) {
      incrementShared(known);
    }
  }

  /** Something begins that this thread has not counted. */
  private void incrementShared(int known) {
    if (known == NO_NUMBER) {
      // Only one thread takes a number, since there are few.
      if (NUMBER.compareAndSet(this, NO_NUMBER, ThreadCounts.NUMBERS)) {
        number = ThreadCounts.newNumber();
      }
      increment();
    } else {
      shared.increment();
    }
  }

  /** What began turns out to be nothing, or is counted elsewhere. */
  public void withdraw() {
    shared.decrement();
  }

  void add(long begun) {
    shared.add(begun);
  }

  /**
   * What has begun and was not withdrawn. Read what has ended first, so that no end is found
   * without its begin.
   */
  public long sum() {
    // What is withdrawn has begun, and is counted here: first, so that its begin is not missed.
    long others = shared.sum();
    int known = number;
    return known < ThreadCounts.NUMBERS ? others + ThreadCounts.sum(known) : others;
  }
}
