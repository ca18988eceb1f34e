package dev.tachograph.bootstrap.probe.executor;

import org.jspecify.annotations.Nullable;

/** What the name of a pool's thread says about the pool. */
final class ThreadNames {
  private static final int LONGEST = 100;
  private static final String COMMON_POOL_WORKER = "ForkJoinPool.commonPool-worker";

  private ThreadNames() {}

  /**
   * The name without the numbers at its end, which differ from thread to thread and from run to
   * run: {@code orders} for {@code orders-2-7}.
   *
   * @return null if it is one that the JDK gives to threads that nobody has named
   */
  static @Nullable String pattern(String threadName) {
    int end = withoutSeparators(threadName, threadName.length());
    int digits = withoutDigits(threadName, end);
    while (digits < end) {
      end = withoutSeparators(threadName, digits);
      digits = withoutDigits(threadName, end);
    }
    String pattern = threadName.substring(0, Math.min(end, LONGEST));
    if (pattern.equals(COMMON_POOL_WORKER)) {
      return ExecutorNames.COMMON_POOL;
    }
    return pattern.isEmpty() || isDefault(pattern) ? null : pattern;
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
