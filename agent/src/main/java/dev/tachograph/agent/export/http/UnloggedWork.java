package dev.tachograph.agent.export.http;

/** Runs work on the current thread, and keeps the JVM from writing it into the security log. */
public interface UnloggedWork {

  void run(Runnable work);
}
