package dev.tachograph.bootstrap.executor;

/**
 * Classes that are woven and that the JDK may load in the middle of its own critical code: a thread
 * that waits for a condition, such as an idle worker for a task, asks ForkJoinPool how. Where
 * memory runs out in that moment, the lock is left behind for good, and what takes least memory
 * there is a class that is loaded and woven already. So it is, with the first executor; and with it
 * the class that a probe would be the first to load, in the midst of a worker's first task.
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

  /** To be called outside of any weaving: what is loaded within is shown to no transformer. */
  static void load() {
    if (!loaded) {
      loaded = true;
      try {
        // It is not initialized: the application may yet set the properties of the common pool.
        for (String name : NAMES) {
          Class.forName(name, false, null);
        }
      } catch (Throwable e) {
        // Then it is loaded when it is needed, as without the agent.
      }
    }
  }
}
