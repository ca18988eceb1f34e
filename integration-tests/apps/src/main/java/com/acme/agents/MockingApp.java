package com.acme.agents;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.mockito.Mockito;

/** A test that mocks the class of a pool, which changes that class and all above it for good. */
public final class MockingApp {
  private MockingApp() {}

  public static void main(String[] args) throws Exception {
    run("before", 5);
    ThreadPoolExecutor mock = Mockito.mock(ThreadPoolExecutor.class);
    mock.execute(() -> System.out.println("> a mock runs what it is given"));
    Mockito.verify(mock).execute(Mockito.any());
    run("after", 7);
    System.out.println("> waiting");
    System.in.read();
  }

  private static void run(String name, int tasks) throws InterruptedException {
    ExecutorService pool =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "acme-" + name + "-1"));
    CountDownLatch done = new CountDownLatch(tasks);
    for (int i = 0; i < tasks; i++) {
      pool.execute(done::countDown);
    }
    System.out.println("> " + name + " " + done.await(1, TimeUnit.MINUTES));
    createdBy(tasks);
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }

  /** A pool whose threads have no name of their own is called after the method that makes it. */
  private static void createdBy(int tasks) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    for (int i = 0; i < tasks; i++) {
      pool.execute(() -> {});
    }
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
  }
}
