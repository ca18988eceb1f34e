package dev.tachograph.bootstrap.metrics;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * What one thread has counted, number by number. Only its owner writes, so counting takes a store
 * where a shared number takes a locked instruction, which costs three times as much.
 *
 * <p>One array finds the counts of a thread by the thread's id. It is not a ThreadLocal, which
 * would hold memory in the application's threads. The id is only a hint, since a class can make up
 * ids: a thread writes only if it is the owner itself. So of threads whose ids lead to one place,
 * the first owns it as long as it lives. The others count elsewhere, and so do virtual threads, of
 * which there may be millions.
 *
 * <p>Counts only grow, and outlive their owner. When it is dead, the next thread that comes to the
 * place goes on from where it was. So <b>a sum of all threads loses nothing</b>.
 */
@SuppressWarnings("serial")
final class ThreadCounts extends AtomicLongArray {
  /** The number of numbers that threads count for themselves. */
  static final int NUMBERS = 128;

  /** Keeps counts off the cache lines of what another thread writes. */
  private static final int PADDING = 8;

  /** A power of two. */
  static final int PLACES = 512;

  /**
   * By the ids of threads. It is a plain array, whose length the compiler knows: a thread that
   * finds an old element is not its owner.
   */
  private static final @Nullable ThreadCounts[] ALL = new ThreadCounts[PLACES];

  /** True while a thread writes into {@link #ALL}; others do not wait for it. */
  private static final AtomicBoolean CLAIMING = new AtomicBoolean();

  private static final AtomicInteger NEXT_NUMBER = new AtomicInteger();

  private static final @Nullable Class<?> VIRTUAL_THREAD = virtualThread();

  private final WeakReference<Thread> owner;

  /**
   * @param counts where it goes on from. They are copied into a final field, so that whoever finds
   *     the new object without any order finds them in it
   */
  private ThreadCounts(Thread owner, long[] counts) {
    super(counts);
    this.owner = new WeakReference<>(owner);
  }

  /** A number that is nobody's yet. There are {@link #NUMBERS} that threads count. */
  static int newNumber() {
    return NEXT_NUMBER.get() < NUMBERS ? NEXT_NUMBER.getAndIncrement() : NUMBERS;
  }

  /**
   * Counts one for this thread.
   *
   * @param number at least 0 and below {@link #NUMBERS}
   * @return false if this thread has to count elsewhere
   */
  static boolean increment(int number) {
    Thread thread = Thread.currentThread();
    int place = place(thread);
    ThreadCounts counts = ALL[place];
    if (counts == null || counts.owner.get() != thread) {
      counts = claimed(place, thread);
      if (counts == null) {
        return false;
      }
    }
    int at = PADDING + number;
    // A release store, so that the count is seen by whoever sees what the thread stores later.
    counts.lazySet(at, counts.get(at) + 1);
    return true;
  }

  /** What all threads together have counted. */
  static long sum(int number) {
    long sum = 0;
    for (int place = 0; place < PLACES; place++) {
      ThreadCounts counts = ALL[place];
      sum += counts == null ? 0 : counts.get(PADDING + number);
    }
    return sum;
  }

  /** The counts of a thread that comes to this place for the first time; null if it gets none. */
  private static @Nullable ThreadCounts claimed(int place, Thread thread) {
    if (thread.getClass() == VIRTUAL_THREAD
        || isOwned(ALL[place])
        || !CLAIMING.compareAndSet(false, true)) {
      return null;
    }
    try {
      ThreadCounts present = ALL[place];
      if (isOwned(present)) {
        return null;
      }
      long[] counts = new long[PADDING + NUMBERS + PADDING];
      for (int at = 0; present != null && at < counts.length; at++) {
        counts[at] = present.get(at);
      }
      ThreadCounts fresh = new ThreadCounts(thread, counts);
      ALL[place] = fresh;
      return fresh;
    } finally {
      CLAIMING.set(false);
    }
  }

  /** What an owner has counted is seen by whoever finds that it is not alive. */
  private static boolean isOwned(@Nullable ThreadCounts counts) {
    Thread thread = counts == null ? null : counts.owner.get();
    // getState() may be the application's code, and initializes a class of the JDK.
    return thread != null && thread.isAlive();
  }

  @SuppressWarnings("deprecation") // threadId() came with Java 19.
  private static int place(Thread thread) {
    return (int) thread.getId() & PLACES - 1;
  }

  private static @Nullable Class<?> virtualThread() {
    try {
      return Class.forName("java.lang.VirtualThread", false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
