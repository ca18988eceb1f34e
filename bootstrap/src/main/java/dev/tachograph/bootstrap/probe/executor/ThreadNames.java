package dev.tachograph.bootstrap.probe.executor;

import org.jspecify.annotations.Nullable;

/** What the name of a pool's thread says about the pool. */
final class ThreadNames {
  private static final int LONGEST = 100;
  private static final String COMMON_POOL_WORKER = "ForkJoinPool.commonPool-worker";
  private static final int SHORTEST_HASH = 5;

  private ThreadNames() {}

  /**
   * The name without the numbers at its end, which differ from thread to thread and from run to
   * run: {@code orders} for {@code orders-2-7}, and for {@code orders-3e9b51-7}, where somebody has
   * put a hash code.
   *
   * @return null if it is one that the JDK gives to threads that nobody has named
   */
  static @Nullable String pattern(String threadName) {
    int end = withoutSeparators(threadName, threadName.length());
    int number = withoutNumber(threadName, end);
    while (number < end) {
      end = withoutSeparators(threadName, number);
      number = withoutNumber(threadName, end);
    }
    String pattern = threadName.substring(0, Math.min(end, LONGEST));
    if (pattern.equals(COMMON_POOL_WORKER)) {
      return ExecutorNames.COMMON_POOL;
    }
    return pattern.isEmpty() || isDefault(pattern) ? null : pattern;
  }

  private static int withoutNumber(String name, int end) {
    int hash = withoutHash(name, end);
    return hash < end ? hash : withoutDigits(name, end);
  }

  /** Hexadecimal digits, by themselves, with a decimal one among them, and too many for a word. */
  private static int withoutHash(String name, int end) {
    int at = end;
    boolean decimal = false;
    while (at > 0 && Character.digit(name.charAt(at - 1), 16) >= 0) {
      at--;
      decimal |= Character.digit(name.charAt(at), 10) >= 0;
    }
    boolean byItself = at > 0 && withoutSeparators(name, at) < at;
    return byItself && decimal && end - at >= SHORTEST_HASH ? at : end;
  }

  private static int withoutDigits(String name, int end) {
    int at = end;
    while (at > 0 && name.charAt(at - 1) >= '0' && name.charAt(at - 1) <= '9') {
      at--;
    }
    return at;
  }

  private static int withoutSeparators(String name, int end) {
    int at = end;
    while (at > 0 && " -_#.:/()[]{}<>%".indexOf(name.charAt(at - 1)) >= 0) {
      at--;
    }
    return at;
  }

  private static boolean isDefault(String pattern) {
    return pattern.equals("Thread")
        || isNumbered(pattern, "pool-", "-thread")
        || isNumbered(pattern, "ForkJoinPool-", "-worker");
  }

  private static boolean isNumbered(String pattern, String before, String after) {
    int from = before.length();
    int to = pattern.length() - after.length();
    return from < to
        && pattern.startsWith(before)
        && pattern.endsWith(after)
        && withoutDigits(pattern, to) == from;
  }
}
