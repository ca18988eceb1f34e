package com.acme.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * {@code CrowdApp <tasks> <calls of each>}: many tasks call one method at once, on virtual threads
 * where the JDK has them and on 32 threads where it has not; every tenth call fails.
 */
public final class CrowdApp {
  private CrowdApp() {}

  public static void main(String[] args) throws Exception {
    int tasks = Integer.parseInt(args[0]);
    int calls = Integer.parseInt(args[1]);
    ExecutorService crowd = crowd();
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      done.add(crowd.submit(() -> callAll(calls)));
    }
    for (Future<?> task : done) {
      task.get();
    }
    crowd.shutdown();
    crowd.awaitTermination(1, TimeUnit.MINUTES);
    System.out.println("> waiting");
    System.in.read();
  }

  /** The method for virtual threads is younger than the oldest JDK that this must run on. */
  private static ExecutorService crowd() throws ReflectiveOperationException {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException e) {
      return Executors.newFixedThreadPool(32);
    }
  }

  private static void callAll(int calls) {
    Member member = new Member();
    for (int i = 0; i < calls; i++) {
      try {
        member.act(i);
      } catch (IllegalStateException e) {
        Thread.yield();
      }
    }
  }

  static final class Member {
    private int sum;

    void act(int i) {
      sum += i;
      if (i % 10 == 9) {
        throw new IllegalStateException("the tenth");
      }
    }
  }
}
