package com.acme.jobs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Jobs that are measured by name; each call does exactly one. */
final class Jobs {
  private static final Jobs JOBS = new Jobs();
  private static CompletableFuture<String> held = new CompletableFuture<>();
  private static Courier waiting = new Courier("wait");
  private static int order;

  private Jobs() {}

  static void run(String job) {
    switch (job) {
      case "succeed":
        JOBS.succeed();
        break;
      case "fail":
        quietly(JOBS::fail);
        break;
      case "breakdown":
        quietly(JOBS::breakDown);
        break;
      case "later":
        fetch(false);
        break;
      case "laterfail":
        quietly(() -> fetch(true));
        break;
      case "hold":
        held = new Later().hold();
        break;
      case "release":
        held.complete("released");
        break;
      case "never":
        new Later().forget();
        break;
      case "thread":
        finish(new Courier("carry"));
        break;
      case "threadfail":
        finish(new Courier("fail"));
        break;
      case "holdthread":
        waiting = new Courier("wait");
        waiting.start();
        await(waiting.running);
        break;
      case "releasethread":
        waiting.released.countDown();
        join(waiting);
        break;
      case "overloads":
        new Mailer().send("a");
        new Mailer().send("a", 2);
        new Mailer().send(new int[] {1, 2});
        break;
      case "static":
        Totals.sum(1, 2L, 3.0);
        break;
      case "inherited":
        new PlainStep().step("x");
        break;
      case "bridged":
        handle(new IntHandler());
        break;
      case "dispatch":
        new Dispatcher().dispatch(new Order(order++));
        break;
      case "slow":
        JOBS.work(300);
        break;
      case "fast":
        fast();
        break;
      default:
        throw new IllegalArgumentException("no job " + job);
    }
  }

  /** Says how long it has taken at most, seen from outside. */
  private static void fast() {
    long before = System.nanoTime();
    JOBS.work(0);
    System.out.println("> fast within " + (System.nanoTime() - before) + " ns");
  }

  /** Waits for the thread too, which may tell others of the end when it has told this one. */
  private static void fetch(boolean fails) {
    Later later = new Later();
    CompletionStage<String> fetched = later.fetch(fails);
    join(later.thread);
    join(fetched);
  }

  private static void finish(Thread thread) {
    thread.start();
    join(thread);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(CompletionStage<?> stage) {
    stage.toCompletableFuture().join();
  }

  private static <T> void handle(Handler<Integer> handler) {
    handler.handle(1);
  }

  private static void quietly(Runnable job) {
    try {
      job.run();
    } catch (IllegalStateException | AssertionError | CompletionException e) {
      System.out.println("> caught " + e.getClass().getSimpleName());
    }
  }

  void succeed() {}

  void fail() {
    throw new IllegalStateException("failed on purpose");
  }

  void breakDown() {
    throw new AssertionError("broke down on purpose");
  }

  /** Ends no earlier than after that time. */
  void work(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (System.nanoTime() - end < 0) {
      try {
        Thread.sleep(1);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Returns at once; what it stands for ends later. */
  static final class Later {
    private Thread thread;

    CompletionStage<String> fetch(boolean fails) {
      CompletableFuture<String> future = new CompletableFuture<>();
      thread =
          new Thread(
              () -> {
                JOBS.work(50);
                if (fails) {
                  future.completeExceptionally(new IllegalStateException("failed later"));
                } else {
                  future.complete("fetched");
                }
              },
              "later");
      thread.start();
      return future;
    }

    CompletableFuture<String> hold() {
      return new CompletableFuture<>();
    }

    CompletionStage<String> forget() {
      return new CompletableFuture<>();
    }
  }

  /** A thread whose work is its own method. */
  static final class Courier extends Thread {
    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final String work;

    Courier(String work) {
      this.work = work;
      setUncaughtExceptionHandler(
          (thread, thrown) ->
              System.out.println("> uncaught " + thrown.getClass().getSimpleName()));
    }

    @Override
    public void run() {
      if (work.equals("fail")) {
        throw new IllegalArgumentException("lost on the way");
      }
      running.countDown();
      if (work.equals("wait")) {
        await(released);
      }
    }
  }

  static final class Mailer {
    void send(String to) {}

    void send(String to, int copies) {}

    void send(int[] lists) {}
  }

  static final class Totals {
    private Totals() {}

    static double sum(int a, long b, double c) {
      return a + b + c;
    }
  }

  interface Step {
    default String step(String in) {
      return in + "'";
    }
  }

  static final class PlainStep implements Step {}

  interface Handler<T> {
    void handle(T item);
  }

  /** Has the method that is named, and a bridge of the same name that calls it. */
  static final class IntHandler implements Handler<Integer> {
    @Override
    public void handle(Integer item) {}
  }

  static final class Dispatcher {
    void dispatch(Order order) {}
  }

  static final class Order {
    private final int number;

    Order(int number) {
      this.number = number;
    }

    public String getKind() {
      return "kind-" + number;
    }

    @Override
    public String toString() {
      return "order-" + number;
    }
  }
}
