package dev.tachograph.bootstrap.operation;

import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The operations that a thread is inside of. Threads keep them only once somebody {@linkplain
 * #watch() watches}, because it costs each operation two look-ups of the thread.
 */
public final class CurrentOperation {
  /** The operations of one thread, the innermost last. */
  private static final class Stack {
    @Nullable OutcomeTimer[] timers = new OutcomeTimer[4];
    int size;

    Stack() {}
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
    return stack == null || stack.size == 0 ? null : stack.timers[stack.size - 1];
  }

  /** This thread enters an operation. */
  public static void enter(OutcomeTimer timer) {
    if (watched) {
      Stack stack = STACKS.get();
      if (stack == null) {
        stack = new Stack();
        STACKS.set(stack);
      }
      if (stack.size == stack.timers.length) {
        stack.timers = Arrays.copyOf(stack.timers, 2 * stack.size);
      }
      stack.timers[stack.size] = timer;
      stack.size++;
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
      Arrays.fill(stack.timers, at, stack.size, null);
      stack.size = at;
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
