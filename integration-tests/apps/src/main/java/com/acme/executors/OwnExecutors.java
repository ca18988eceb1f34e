package com.acme.executors;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/** Executors that somebody has written: a thread for each task, and a loop over a queue. */
public final class OwnExecutors {
  private static final int TASKS = 5;

  private OwnExecutors() {}

  static final class PerTask implements Executor {
    @Override
    public void execute(Runnable task) {
      new Thread(task, "mail-1").start();
    }
  }

  static final class Loop implements Executor {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    Loop() {
      Thread thread = new Thread(new Work(), "loop-1");
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    private final class Work implements Runnable {
      @Override
      public void run() {
        while (true) {
          try {
            tasks.take().run();
          } catch (InterruptedException e) {
            return;
          } catch (IllegalStateException expected) {
            System.out.println("> failed");
          }
        }
      }
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Executor[] executors = {new PerTask(), new Loop()};
    CountDownLatch done = new CountDownLatch(executors.length * TASKS);
    for (Executor executor : executors) {
      for (int i = 0; i < TASKS; i++) {
        executor.execute(done::countDown);
      }
    }
    executors[1].execute(
        () -> {
          throw new IllegalStateException("no");
        });
    done.await();
    System.out.println("> waiting");
    System.in.read();
  }
}
