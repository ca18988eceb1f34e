package com.acme.contracts;

import static com.acme.contracts.Observer.close;
import static com.acme.contracts.Observer.occupy;
import static com.acme.contracts.Observer.pass;
import static com.acme.contracts.Observer.threads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A FutureTask is open, done, failed or cancelled, and says so. */
final class Futures {
  private Futures() {}

  static void show(Observer seen) throws Exception {
    states(seen);
    waiting(seen);
    cancelled(seen);
    again(seen);
  }

  private static String state(Future<?> future) {
    return future.isDone() + " " + future.isCancelled() + " " + future;
  }

  private static void states(Observer seen) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1, threads("futures"));
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    Callable<String> good = Futures::good;
    Future<String> done = pool.submit(good);
    Future<String> failed = pool.submit(Futures::bad);
    Future<?> plain = pool.submit(Futures::fail);
    Future<String> with = pool.submit(() -> {}, "given");
    for (Future<?> future : List.of(done, failed, plain, with)) {
      seen.see("open", state(future));
    }
    gate.countDown();
    for (Future<?> future : List.of(done, failed, plain, with)) {
      seen.call("get", future::get);
      seen.call("get in time", () -> future.get(1, TimeUnit.SECONDS));
      seen.see("closed", state(future));
      seen.see("too late to cancel", future.cancel(true));
    }
    close(pool);
  }

  private static String good() {
    return "good";
  }

  private static String bad() throws TimeoutException {
    throw new TimeoutException("of the task's own");
  }

  private static void fail() {
    throw new IllegalArgumentException("a failing task");
  }

  private static void waiting(Observer seen) throws Exception {
    FutureTask<String> never = new FutureTask<>(Futures::good);
    seen.call("get in vain", () -> never.get(1, TimeUnit.MILLISECONDS));
    Thread.currentThread().interrupt();
    seen.call("get interrupted", never::get);
    seen.see("interrupt is cleared", Thread.interrupted());
    seen.call("no task", () -> new FutureTask<>(null));
    Observed<String> set = new Observed<>(Futures::good);
    set.set("by hand");
    set.run();
    seen.call("set by hand", set::get);
    Observed<String> failed = new Observed<>(Futures::good);
    failed.setException(new IllegalStateException("by hand"));
    seen.call("failed by hand", failed::get);
    seen.see("told once each", set.told + " " + failed.told);
  }

  private static void cancelled(Observer seen) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1, threads("futures"));
    CountDownLatch busy = new CountDownLatch(2);
    CountDownLatch gate = new CountDownLatch(1);
    List<String> inside = Collections.synchronizedList(new ArrayList<>());
    for (boolean interrupt : new boolean[] {false, true}) {
      CountDownLatch running = new CountDownLatch(1);
      CountDownLatch asked = new CountDownLatch(1);
      Future<?> future =
          pool.submit(
              () -> {
                running.countDown();
                pass(asked);
                inside.add("interrupted " + Thread.interrupted());
                busy.countDown();
              });
      Future<?> waiting = pool.submit(() -> inside.add("must not run"));
      running.await();
      seen.see("cancel", future.cancel(interrupt) + " " + future.cancel(interrupt));
      seen.see("cancel what waits", waiting.cancel(interrupt) + " " + state(waiting));
      seen.see("cancelled", state(future));
      seen.call("get of a cancelled one", future::get);
      asked.countDown();
    }
    busy.await();
    gate.countDown();
    pool.submit(() -> inside.add("next, interrupted " + Thread.currentThread().isInterrupted()));
    close(pool);
    seen.see("inside", inside);
  }

  private static void again(Observer seen) throws Exception {
    List<String> ran = new ArrayList<>();
    Observed<String> task =
        new Observed<>(
            () -> {
              ran.add("run");
              if (ran.size() == 3) {
                throw new IllegalStateException("third run");
              }
              return "x";
            });
    seen.see("reset", task.runAndReset() + " " + task.runAndReset() + " " + state(task));
    seen.see("reset of a failing one", task.runAndReset() + " " + state(task));
    seen.call("its failure", task::get);
    task.run();
    seen.see("runs", ran + " told " + task.told);
    FutureTask<String> once = new FutureTask<>(Futures::good);
    once.run();
    once.run();
    seen.see("run twice", once.get());
  }

  /** Counts how often it is told that it is done. */
  private static final class Observed<T> extends FutureTask<T> {
    int told;

    Observed(Callable<T> body) {
      super(body);
    }

    @Override
    protected void done() {
      told++;
    }

    @Override
    protected void set(T value) {
      super.set(value);
    }

    @Override
    protected void setException(Throwable thrown) {
      super.setException(thrown);
    }

    @Override
    protected boolean runAndReset() {
      return super.runAndReset();
    }
  }
}
