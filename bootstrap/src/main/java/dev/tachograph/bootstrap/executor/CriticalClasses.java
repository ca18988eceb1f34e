package dev.tachograph.bootstrap.executor;

/**
 * Loads classes that are woven and that the JDK might otherwise load in its own critical code: a
 * thread that waits for a condition, such as an idle worker, calls ForkJoinPool to wait. If memory
 * runs out at that moment, the JDK never releases the lock. A class that is loaded and woven
 * already takes the least memory there. So the first executor loads it, together with the class
 * that a probe would otherwise load within a worker's first task.
 */
final class CriticalClasses {
  /** From JDK 25 on, that pool needs the tasks as soon as it is initialized. */
  private static final String[] NAMES = {
    "java.util.concurrent.ForkJoinPool",
    "java.util.concurrent.ForkJoinTask",
    "java.util.concurrent.FutureTask"
  };

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
        // They stay uninitialized: the application may still set the properties of the common pool.
        for (String name : NAMES) {
          Class.forName(name, false, null);
        }
      } catch (Throwable e) {
        // The class is then loaded when the JDK needs it, as without the agent.
      }
    }
  }
}
