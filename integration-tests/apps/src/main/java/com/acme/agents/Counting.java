package com.acme.agents;

import java.util.concurrent.atomic.AtomicInteger;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;

/** What AspectJ's agent weaves into the application. */
@Aspect
public final class Counting {
  private static final AtomicInteger ADVISED = new AtomicInteger();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> System.out.println("> advised " + ADVISED)));
  }

  @Before("execution(void com.acme.agents.AgentsApp.work())")
  public void beforeWork() {
    ADVISED.incrementAndGet();
  }
}
