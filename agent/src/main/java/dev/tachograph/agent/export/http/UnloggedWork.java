package dev.tachograph.agent.export.http;

/** Has work done on the current thread of which the JVM writes nothing into the security log. */
public interface UnloggedWork {

  void run(Runnable work);
}
