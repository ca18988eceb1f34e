package com.acme.executors;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hands one thread more than it can do, gives each task a type of its own, and calls a method whose
 * argument cannot be read. It goes on like that until it is killed.
 */
public final class OverloadApp {
  private static final int QUEUE = 4;
  private static final int TASK_MILLIS = 100;
  private static final int PAUSE_MILLIS = 20;

  private OverloadApp() {}

  public static void main(String[] args) throws InterruptedException {
    ThreadPoolExecutor overloaded =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE));
    boolean refused = false;
    for (int i = 0; ; i++) {
      typed("type-" + i);
      named(new Order());
      try {
        overloaded.execute(OverloadApp::sleep);
      } catch (RejectedExecutionException e) {
        if (!refused) {
          System.out.println("> overloaded");
        }
        refused = true;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** What a rule takes for a task of that type. */
  static void typed(String type) {
    if (type.isEmpty()) {
      throw new IllegalArgumentException();
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(TASK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What a rule reads the kind of. */
  static String named(Order order) {
    return order.toString();
  }

  /** Has a kind that nobody can ask for. */
  public static final class Order {
    public String getKind() {
      throw new IllegalStateException("not known yet");
    }
  }
}
