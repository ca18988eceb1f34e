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
 * The group of all threads of the server. The JDK's threads join it, because the thread that makes
 * them is in it.
 *
 * <p>It is beside the application's group, not in it. So an application that interrupts, counts or
 * awaits all of its threads does not find the agent's. If one of them ends by an error, the
 * application's default handler, which may end the process, does not see it.
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

  /** The class or member that was missing while the server worked; null if none was. */
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

  /** Sets the action to run on a thread that an error is about to end. */
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

  /** Runs the body on a thread of the group and returns its result. */
  <T> T call(String name, Callable<T> body) throws IOException {
    FutureTask<T> task = new FutureTask<>(body);
    daemon(name, task).start();
    while (true) {
      try {
        return task.get();
      } catch (InterruptedException e) {
        // Nobody has a reason to interrupt this thread.
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

  /** The thread whose name ends with this text; null if there is none. */
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
