package dev.tachograph.bootstrap.method;

/**
 * Whether a thread reads the values of a template. What the application's getters call meanwhile is
 * the agent's doing: its values must not be read in turn, without end, and it counts for nothing.
 *
 * <p>Methods with a fixed series do not ask. They read nothing, and to look up the thread would
 * cost each of their calls as much as all that they count.
 */
final class Reading {
  private static final ThreadLocal<Reading> OF_THREADS = new ThreadLocal<>();

  /** Whether any thread has ever read. Until then, no thread need be looked up. */
  private static volatile boolean happens;

  private boolean underWay;

  private Reading() {}

  /** This thread begins to read. {@link #end} follows. */
  static Reading begin() {
    Reading reading = OF_THREADS.get();
    if (reading == null) {
      happens = true;
      reading = new Reading();
      OF_THREADS.set(reading);
    }
    reading.underWay = true;
    return reading;
  }

  void end() {
    underWay = false;
  }

  /** Whether this thread reads. */
  static boolean isUnderWay() {
    if (!happens) {
      return false;
    }
    Reading reading = OF_THREADS.get();
    return reading != null && reading.underWay;
  }
}
