package dev.tachograph.agent.export.http;

/** Has work done on the current thread of which the JVM writes nothing into the security log. */
public interface UnloggedWork {

  /** What there is where nobody can keep the JVM from it. */
  UnloggedWork NONE = Runnable::run;

  void run(Runnable work);
}
