package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * The group of all threads of the server, the JDK's among them, which are in the group of whoever
 * makes them.
 *
 * <p>It lies beside the application's group and not in it, so that an application that interrupts,
 * counts or waits for all of its threads does not meet ours; and the end of one is not shown to the
 * application's default handler, which may well end the process.
 */
final class ServerThreads extends ThreadGroup {
  private ServerThreads(ThreadGroup parent) {
    super(parent, "tachograph");
  }

  static ServerThreads create() {
    ThreadGroup own = Thread.currentThread().getThreadGroup();
    try {
      ThreadGroup top = own;
      while (top.getParent() != null) {
        top = top.getParent();
      }
      return new ServerThreads(top);
    } catch (SecurityException e) {
      return new ServerThreads(own);
    }
  }

  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    if (!(cause instanceof OutOfMemoryError)) {
      AgentLog.errorOnce(
          thread.getName() + cause.getClass(), thread.getName() + " ended by " + cause);
    }
  }

  Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(this, body, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ServerThreads.class.getClassLoader());
    return thread;
  }

  /** The thread whose name ends so; null if there is none. */
  @Nullable Thread find(String end) {
    Thread[] threads = new Thread[activeCount() + 16];
    int count = enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().toLowerCase(java.util.Locale.ROOT).endsWith(end)) {
        return threads[i];
      }
    }
    return null;
  }
}
