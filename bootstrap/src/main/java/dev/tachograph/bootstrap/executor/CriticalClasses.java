package dev.tachograph.bootstrap.executor;

/**
 * Loads and links classes that the JDK might otherwise load in its own critical code: a thread that
 * waits for a condition, such as an idle worker, calls ForkJoinPool to wait, which is initialized
 * then. If memory runs out at that moment, the JDK never takes the lock again, and the pool's
 * workers die of that. With an agent, each class that is loaded takes more memory than without. So
 * the first executor loads and links what the initialization needs, together with the class that a
 * probe would otherwise load within a worker's first task.
 */
final class CriticalClasses {
  private static final String[] NAMES = {
    "java.util.concurrent.ForkJoinPool",
    "java.util.concurrent.ForkJoinPool$ManagedBlocker",
    "java.util.concurrent.ForkJoinPool$ForkJoinWorkerThreadFactory",
    "java.util.concurrent.ForkJoinPool$DefaultForkJoinWorkerThreadFactory",
    // Until JDK 21.
    "java.util.concurrent.ForkJoinPool$DefaultCommonPoolForkJoinWorkerThreadFactory",
    "java.util.concurrent.ForkJoinPool$WorkQueue",
    "java.util.concurrent.ForkJoinTask",
    "java.util.concurrent.ForkJoinWorkerThread",
    // From JDK 25 on.
    "java.util.concurrent.DelayScheduler",
    "java.util.concurrent.CountDownLatch",
    "jdk.internal.access.JavaUtilConcurrentFJPAccess",
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
      for (String name : NAMES) {
        load(name);
      }
    }
  }

  private static void load(String name) {
    try {
      // It stays uninitialized: the application may still set the properties of the common pool.
      // The JVM links a class before it tells its constructors.
      Object unused = Class.forName(name, false, null).getDeclaredConstructors();
    } catch (Throwable e) {
      // The class is then loaded when the JDK needs it, as without the agent.
    }
  }
}
