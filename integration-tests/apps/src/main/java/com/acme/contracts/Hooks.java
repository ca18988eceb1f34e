package com.acme.contracts;

import static com.acme.contracts.Observer.close;
import static com.acme.contracts.Observer.threads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What a subclass overrides is called as often, in the same order, with the same objects. */
final class Hooks {
  private Hooks() {}

  static void show(Observer seen) throws Exception {
    overridden(seen);
    throwing(seen);
  }

  private static void overridden(Observer seen) throws Exception {
    Overriding pool = new Overriding();
    pool.execute(new Named("plain"));
    pool.submit(new Named("submitted"));
    Future<String> own = pool.submit(() -> "own future");
    seen.see("own future", own.getClass().getSimpleName() + " " + own.get());
    pool.submit(
        () -> {
          throw new IllegalStateException("kept");
        });
    CountDownLatch gate = new CountDownLatch(1);
    Observer.occupy(pool, gate);
    Named removed = new Named("removed");
    pool.execute(removed);
    pool.remove(removed);
    pool.submit(removed).cancel(false);
    pool.purge();
    gate.countDown();
    close(pool);
    pool.shutdownNow();
    seen.see("called by the application", pool.calls);
    seen.see("called by the worker", pool.workers);
    seen.see("terminated", pool.terminations);
  }

  private static void throwing(Observer seen) throws Exception {
    for (String where : List.of("before", "after", "terminated")) {
      List<String> ends = Collections.synchronizedList(new ArrayList<>());
      ThreadPoolExecutor pool =
          new ThreadPoolExecutor(
              1,
              1,
              0,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              task -> {
                Thread thread = new Thread(task, "hooks");
                thread.setUncaughtExceptionHandler((t, e) -> ends.add(Observer.trace(e)));
                return thread;
              }) {
            private boolean thrown;

            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
              fail("before");
            }

            @Override
            protected void afterExecute(Runnable task, Throwable thrown) {
              fail("after");
            }

            @Override
            protected void terminated() {
              fail("terminated");
            }

            private void fail(String hook) {
              if (hook.equals(where) && !thrown) {
                thrown = true;
                throw new IllegalStateException(hook);
              }
            }
          };
      List<String> ran = Collections.synchronizedList(new ArrayList<>());
      pool.execute(() -> ran.add("first"));
      pool.execute(() -> ran.add("second"));
      if (where.equals("terminated")) {
        Observer.until(() -> ran.size() == 2);
      }
      try {
        pool.shutdown();
      } catch (IllegalStateException e) {
        // The worker was gone already, so that it ended here.
      }
      pool.awaitTermination(10, TimeUnit.SECONDS);
      if (!where.equals("terminated")) {
        Observer.until(() -> !ends.isEmpty());
      }
      seen.see("thrown in " + where, ran + " " + pool.getCompletedTaskCount());
      if (!where.equals("terminated")) {
        seen.see("ends", ends);
      }
    }
  }

  private static final class Named implements Runnable {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public void run() {}

    @Override
    public String toString() {
      return name;
    }
  }

  private static final class Own<T> extends FutureTask<T> {
    Own(Callable<T> body) {
      super(body);
    }
  }

  /** Overrides whatever may be overridden. */
  private static final class Overriding extends ThreadPoolExecutor {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final List<String> workers = Collections.synchronizedList(new ArrayList<>());
    int terminations;

    Overriding() {
      super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("overriding"));
    }

    @Override
    public void execute(Runnable task) {
      calls.add("execute " + name(task));
      super.execute(task);
    }

    private static String name(Runnable task) {
      return task instanceof Named
          ? task.toString()
          : task.getClass()
              .getSimpleName()
              .split("/")[0]
              .replaceAll("\\$\\$Lambda.*", "\\$\\$Lambda");
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
      calls.add("newTaskFor callable");
      return new Own<>(callable);
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Runnable runnable, T value) {
      calls.add("newTaskFor runnable");
      return super.newTaskFor(runnable, value);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      workers.add("before " + name(task) + " on " + thread.getName());
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
      workers.add("after " + name(task) + " " + thrown);
    }

    @Override
    protected void terminated() {
      terminations++;
    }

    @Override
    public boolean remove(Runnable task) {
      calls.add("remove " + name(task));
      return super.remove(task);
    }

    @Override
    public void purge() {
      calls.add("purge");
      super.purge();
    }

    @Override
    public void shutdown() {
      calls.add("shutdown");
      super.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
      calls.add("shutdownNow");
      return super.shutdownNow();
    }
  }
}
