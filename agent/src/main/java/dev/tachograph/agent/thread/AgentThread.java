package dev.tachograph.agent.thread;

import dev.tachograph.agent.log.AgentLog;

/**
 * Starts the threads of the agent's own work.
 *
 * <p>They are daemons, so that they never keep the application from ending; their names begin with
 * {@code tachograph-}, so that a thread dump explains itself; and they take nothing over from the
 * thread that happens to start them: no inheritable thread locals and no context class loader, by
 * which a long-lived thread would keep an undeployed application in memory. Their death is theirs
 * alone: the application's default handler, which may well end the process, does not see it.
 */
public final class AgentThread {

  /** No lambda, since the first thread is started before the application's main. */
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

  private AgentThread() {}

  /**
   * @param role what the thread does, in one word; its name is {@code tachograph-ROLE}
   */
  public static Thread start(String role, Runnable body) {
    Thread thread = create(role, body);
    thread.start();
    return thread;
  }

  /** As {@link #start}, but left to the caller to start, as a shutdown hook must be. */
  public static Thread create(String role, Runnable body) {
    Thread thread = new Thread(null, body, "tachograph-" + role, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(AgentThread.class.getClassLoader());
    thread.setUncaughtExceptionHandler(DEATH);
    return thread;
  }
}
