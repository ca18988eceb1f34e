package dev.tachograph.agent.export;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Tells whether the application's main method has been reached.
 *
 * <p>Between premain and main, the launcher still runs. The application has had no chance to
 * configure what the JVM configures only once, such as the log manager. There is no event for the
 * start of main. So this class looks at the bottom of the main thread's stack: an agent's premain
 * is there first, then the launcher, then the application. If a native program made the JVM, its
 * main thread may never have Java frames. So after 10 seconds this class assumes that main has
 * begun.
 */
final class ApplicationMain implements BooleanSupplier {
  private static final String MAIN_THREAD = "main";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final long since = System.nanoTime();
  private volatile boolean begun;

  @Override
  public boolean getAsBoolean() {
    if (!begun) {
      begun = mainThreadHasLeftLauncher() || System.nanoTime() - since > PATIENCE_NANOS;
    }
    return begun;
  }

  private static boolean mainThreadHasLeftLauncher() {
    for (Thread thread : allThreads()) {
      if (thread != null && thread.getName().equals(MAIN_THREAD)) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0 && !isLauncher(stack[stack.length - 1].getClassName());
      }
    }
    // Either main has returned already, or another program than the java launcher made this JVM.
    return true;
  }

  private static Thread[] allThreads() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group != null && group.getParent() != null) {
      group = group.getParent();
    }
    if (group == null) {
      return new Thread[0];
    }
    Thread[] threads = new Thread[group.activeCount() + 16];
    group.enumerate(threads);
    return threads;
  }

  private static boolean isLauncher(String className) {
    return className.startsWith("sun.instrument.")
        || className.startsWith("sun.launcher.")
        || className.startsWith("java.lang.")
        || className.startsWith("jdk.internal.");
  }
}
