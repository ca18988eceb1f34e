package dev.tachograph.bootstrap.operation;

import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The operations that a thread is inside of. Threads keep them only once somebody {@linkplain
 * #watch() watches}, because it costs each operation two look-ups of the thread.
 */
public final class CurrentOperation {
  /**
   * The most operations that a thread keeps. Beyond it, it forgets the outermost, whose end may
   * have gone unseen.
   */
  private static final int MOST = 64;

  /** The operations of one thread, the innermost last. */
  private static final class Stack {
    @Nullable OutcomeTimer[] timers = new OutcomeTimer[4];

    /** True once an operation has ended that the application began itself; null for others. */
    @Nullable AtomicBoolean[] ends = new AtomicBoolean[4];

    int size;

    Stack() {}

    void push(OutcomeTimer timer, @Nullable AtomicBoolean ended) {
      dropEnded();
      if (size == MOST) {
        System.arraycopy(timers, 1, timers, 0, size - 1);
        System.arraycopy(ends, 1, ends, 0, size - 1);
        size--;
      } else if (size == timers.length) {
        timers = Arrays.copyOf(timers, 2 * size);
        ends = Arrays.copyOf(ends, 2 * size);
      }
      timers[size] = timer;
      ends[size] = ended;
      size++;
    }

    /** Another thread may have ended what this one began. */
    void dropEnded() {
      while (size > 0) {
        AtomicBoolean ended = ends[size - 1];
        if (ended == null || !ended.get()) {
          return;
        }
        dropFrom(size - 1);
      }
    }

    void dropFrom(int at) {
      Arrays.fill(timers, at, size, null);
      Arrays.fill(ends, at, size, null);
      size = at;
    }
  }

  private static final ThreadLocal<Stack> STACKS = new ThreadLocal<>();

  private static volatile boolean watched;

  private CurrentOperation() {}

  /** Has threads keep their operations from now on. */
  public static void watch() {
    watched = true;
  }

  /** The series of the innermost operation that this thread is inside of; null if there is none. */
  public static @Nullable OutcomeTimer get() {
    Stack stack = watched ? STACKS.get() : null;
    if (stack == null) {
      return null;
    }
    stack.dropEnded();
    return stack.size == 0 ? null : stack.timers[stack.size - 1];
  }

  /** This thread enters an operation. */
  public static void enter(OutcomeTimer timer) {
    enter(timer, null);
  }

  /**
   * This thread enters an operation.
   *
   * @param ended becomes true when the operation has ended, perhaps on another thread; null if it
   *     ends on this one
   */
  static void enter(OutcomeTimer timer, @Nullable AtomicBoolean ended) {
    if (watched) {
      Stack stack = STACKS.get();
      if (stack == null) {
        stack = new Stack();
        STACKS.set(stack);
      }
      stack.push(timer, ended);
    }
  }

  /**
   * This thread leaves an operation. Those that it has entered since, and whose end went unseen,
   * are left with it.
   */
  public static void leave(OutcomeTimer timer) {
    Stack stack = watched ? STACKS.get() : null;
    int at = stack == null ? -1 : lastIndex(stack, timer);
    if (stack != null && at >= 0) {
      stack.dropFrom(at);
    }
  }

  /** Searches from the top; -1 if the thread entered before anybody watched. */
  private static int lastIndex(Stack stack, OutcomeTimer timer) {
    int at = stack.size - 1;
    while (at >= 0 && stack.timers[at] != timer) {
      at--;
    }
    return at;
  }
}
