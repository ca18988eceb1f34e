package dev.tachograph.bootstrap.executor;

/**
 * Loads classes that are woven and that the JDK might otherwise load in its own critical code: a
 * thread that waits for a condition, such as an idle worker, calls ForkJoinPool to wait. If memory
 * runs out at that moment, the JDK never releases the lock. A class that is loaded and woven
 * already takes the least memory there. So the first executor loads it.
 */
final class CriticalClasses {
  private static final String FORK_JOIN_POOL = "java.util.concurrent.ForkJoinPool";

  private static boolean loaded;

  private CriticalClasses() {}

  /**
   * Call this outside of any weaving: the JVM shows no transformer the classes loaded during
   * weaving.
   */
  static void load() {
    if (!loaded) {
      loaded = true;
      try {
        // It stays uninitialized: the application may still set the properties of the common pool.
        Class.forName(FORK_JOIN_POOL, false, null);
      } catch (Throwable e) {
        // The class is then loaded when the JDK needs it, as without the agent.
      }
    }
  }
}
