package com.example.load;

import java.util.Map;

/** A program that waits, and then says which threads there are. */
public final class IdleMain {
  private static final long MILLIS = 2_500;

  private IdleMain() {}

  public static void main(String[] args) throws InterruptedException {
    Thread.sleep(MILLIS);
    Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
    all.keySet().forEach(thread -> System.out.println("thread " + thread.getName()));
  }
}
