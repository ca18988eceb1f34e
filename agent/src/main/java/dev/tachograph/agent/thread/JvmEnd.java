package dev.tachograph.agent.thread;

/** The end of the JVM, after everything that the application does there. */
public interface JvmEnd {
  /**
   * Runs the action after the application's shutdown hooks have ended, on the thread that ends the
   * JVM.
   *
   * @return whether it will run; if not, the caller has to use a shutdown hook beside the
   *     application's
   */
  boolean afterHooks(Runnable action);
}
