package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.export.http.UnloggedWork;
import dev.tachograph.agent.log.AgentLog;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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
  private final @Nullable UnloggedWork unlogged;
  private volatile @Nullable LinkageError broken;
  private volatile @Nullable Thread lost;
  private volatile Runnable onLoss = () -> {};

  private ServerThreads(ThreadGroup parent, @Nullable UnloggedWork unlogged) {
    super(parent, "tachograph");
    this.unlogged = unlogged;
  }

  static ServerThreads create(@Nullable UnloggedWork unlogged) {
    ThreadGroup own = Thread.currentThread().getThreadGroup();
    try {
      ThreadGroup top = own;
      while (top.getParent() != null) {
        top = top.getParent();
      }
      return new ServerThreads(top, unlogged);
    } catch (SecurityException e) {
      return new ServerThreads(own, unlogged);
    }
  }

  /** What was found missing while something was served; null as long as all is well. */
  @Nullable LinkageError broken() {
    return broken;
  }

  void broken(LinkageError missing) {
    broken = missing;
  }

  /** Whether this thread has ended, or is about to. */
  boolean lacks(@Nullable Thread thread) {
    return thread == null || thread == lost || !thread.isAlive();
  }

  /** Runs that on a thread that is about to end by an error. */
  void onLoss(Runnable action) {
    onLoss = action;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    lost = thread;
    if (cause instanceof LinkageError) {
      broken((LinkageError) cause);
    } else if (!(cause instanceof OutOfMemoryError)) {
      AgentLog.errorOnce(
          thread.getName() + cause.getClass(), thread.getName() + " ended by " + cause);
    }
    onLoss.run();
  }

  Thread daemon(String name, Runnable body) {
    UnloggedWork wrapper = unlogged;
    Runnable run = wrapper == null ? body : () -> wrapper.run(body);
    Thread thread = new Thread(this, run, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ServerThreads.class.getClassLoader());
    return thread;
  }

  /** What this returns on a thread of the group. */
  <T> T call(String name, Callable<T> body) throws IOException {
    FutureTask<T> task = new FutureTask<>(body);
    daemon(name, task).start();
    while (true) {
      try {
        return task.get();
      } catch (InterruptedException e) {
        // Nobody who knows this thread interrupts it.
      } catch (ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof IOException) {
          throw (IOException) cause;
        }
        if (cause instanceof Error) {
          throw (Error) cause;
        }
        throw new IllegalStateException(cause);
      }
    }
  }

  /** The thread whose name ends so; null if there is none. */
  @Nullable Thread find(String end) {
    Thread[] threads = new Thread[activeCount() + 16];
    int count = enumerate(threads);
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().toLowerCase(Locale.ROOT).endsWith(end)) {
        return threads[i];
      }
    }
    return null;
  }
}
