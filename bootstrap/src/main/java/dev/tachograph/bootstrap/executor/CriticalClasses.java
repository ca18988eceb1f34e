package dev.tachograph.bootstrap.executor;

/**
 * Classes that are woven and that the JDK may load in the middle of its own critical code: a thread
 * that waits for a condition, such as an idle worker for a task, asks ForkJoinPool how. Where
 * memory runs out in that moment, the lock is left behind for good, and what takes least memory
 * there is a class that is loaded and woven already. So it is, with the first executor; and with it
 * the class that a probe would be the first to load, in the midst of a worker's first task.
 */
final class CriticalClasses {
  private static final String FORK_JOIN_POOL = "java.util.concurrent.ForkJoinPool";
  private static final String FUTURE_TASK = "java.util.concurrent.FutureTask";

  private static boolean loaded;

  private CriticalClasses() {}

  /** To be called outside of any weaving: what is loaded within is shown to no transformer. */
  static void load() {
    if (!loaded) {
      loaded = true;
      try {
        // It is not initialized: the application may yet set the properties of the common pool.
        Class.forName(FORK_JOIN_POOL, false, null);
        Class.forName(FUTURE_TASK, false, null);
      } catch (Throwable e) {
        // Then it is loaded when it is needed, as without the agent.
      }
    }
  }
}
