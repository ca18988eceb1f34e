package dev.tachograph.agent.thread;

/** The end of the JVM, behind everything that the application does there. */
public interface JvmEnd {
  /**
   * Has the action run when the application's shutdown hooks have ended, on the thread that ends
   * the JVM.
   *
   * @return whether it will be; if not, a shutdown hook beside those of the application has to do
   */
  boolean afterHooks(Runnable action);
}
