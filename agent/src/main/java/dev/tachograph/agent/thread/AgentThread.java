package dev.tachograph.agent.thread;

import dev.tachograph.agent.log.AgentLog;

/**
 * Starts the agent's own threads.
 *
 * <p>They are daemons, so that they never keep the application from ending. Their names begin with
 * {@code tachograph-}, so that a thread dump explains itself. They inherit nothing from the thread
 * that starts them, neither inheritable thread locals nor the context class loader, by which a
 * long-lived thread would keep an undeployed application in memory. They have their own handler of
 * uncaught exceptions, because the application's default handler may end the process.
 *
 * <p>They cannot be interrupted. An application may interrupt all threads of its group, or of the
 * JVM. That would make a thread that parks spin, and would close each file that an interrupted
 * thread uses, with the locks that it holds. The agent ends its threads by other means.
 */
public final class AgentThread extends Thread {

  /** Not a lambda, because the first thread starts before the application's main. */
  private static final Thread.UncaughtExceptionHandler DEATH =
      new Thread.UncaughtExceptionHandler() {
        @Override
        public void uncaughtException(Thread thread, Throwable cause) {
          if (!(cause instanceof OutOfMemoryError)) {
            AgentLog.errorOnce(
                thread.getName() + cause.getClass(), thread.getName() + " ended by " + cause);
          }
        }
      };

  private AgentThread(String role, Runnable body) {
    super(null, body, "tachograph-" + role, 0, false);
  }

  /**
   * @param role the thread's task, in one word; its name is {@code tachograph-ROLE}
   */
  public static Thread start(String role, Runnable body) {
    Thread thread = create(role, body);
    thread.start();
    return thread;
  }

  /**
   * Like {@link #start}, but does not start the thread, because a shutdown hook must not be
   * started.
   */
  public static Thread create(String role, Runnable body) {
    Thread thread = new AgentThread(role, body);
    thread.setDaemon(true);
    thread.setContextClassLoader(AgentThread.class.getClassLoader());
    thread.setUncaughtExceptionHandler(DEATH);
    return thread;
  }

  /** Has no effect. */
  @Override
  public void interrupt() {}
}
