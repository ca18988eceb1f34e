package dev.tachograph.agent.thread;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for events of selectors without delaying the end of the JVM.
 *
 * <p>A JVM that ends waits 0.3 s for threads in native code, and a selector waits there. So from
 * the moment at which the JVM begins to end, this looks for events every few milliseconds instead,
 * and parks in between. Clients are still served, because the application's shutdown hooks may work
 * for long.
 */
public final class SelectorWait implements Runnable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final SelectorWait OF_JVM = hooked();

  private final Set<Selector> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  SelectorWait() {}

  /** The one that knows when this JVM ends. */
  public static SelectorWait ofJvm() {
    return OF_JVM;
  }

  private static SelectorWait hooked() {
    SelectorWait wait = new SelectorWait();
    try {
      Runtime.getRuntime().addShutdownHook(AgentThread.create("http-exit", wait));
    } catch (IllegalStateException e) {
      wait.run();
    } catch (RuntimeException e) {
      // A security manager does not allow it, so the end takes 0.3 s longer.
    }
    return wait;
  }

  /**
   * Waits like {@link Selector#select(long)}, but may return 0 early.
   *
   * <p>Clears an interrupt, which nobody has a reason to send: with it no selector would ever wait
   * again.
   *
   * @param millis 0 for no limit
   */
  public int select(Selector selector, long millis) throws IOException {
    Thread.interrupted();
    // Before it asks for the end, so that the end either is seen here or wakes the selector.
    waiting.add(selector);
    try {
      if (!ending) {
        return selector.select(millis);
      }
    } finally {
      waiting.remove(selector);
    }
    int ready = selector.selectNow();
    if (ready == 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return ready;
  }

  /** The JVM begins to end. Do not call it. */
  @Override
  public void run() {
    ending = true;
    for (Selector selector : waiting) {
      selector.wakeup();
    }
  }
}
