package com.acme.contracts;

import static com.acme.contracts.Observer.close;
import static com.acme.contracts.Observer.frames;
import static com.acme.contracts.Observer.here;
import static com.acme.contracts.Observer.threads;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** The frames that an application sees: in exceptions, and of its own code when it is called. */
final class Traces {
  private Traces() {}

  static void show(Observer seen) throws Exception {
    ofTasks(seen);
    ofForks(seen);
    ofStages(seen);
    atSubmission(seen);
    ofCalls(seen);
  }

  private static String fail() {
    throw new IllegalStateException("a failing task");
  }

  private static void ofTasks(Observer seen) throws Exception {
    AtomicReference<Throwable> uncaught = new AtomicReference<>();
    CountDownLatch died = new CountDownLatch(1);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "traces");
              thread.setUncaughtExceptionHandler(
                  (t, e) -> {
                    uncaught.set(e);
                    died.countDown();
                  });
              return thread;
            });
    pool.execute(Traces::fail);
    died.await();
    seen.see("execute", Observer.trace(uncaught.get()));
    Callable<String> failing = Traces::fail;
    seen.call("submit", () -> pool.submit(failing).get());
    seen.call("within", () -> pool.submit(() -> here()).get());
    seen.call(
        "walked",
        () ->
            pool.submit(
                    () ->
                        StackWalker.getInstance()
                            .walk(
                                frames -> frames.map(String::valueOf).collect(Collectors.toList())))
                .get());
    close(pool);
    ScheduledThreadPoolExecutor scheduled = new ScheduledThreadPoolExecutor(1, threads("traces"));
    seen.call("schedule", () -> scheduled.schedule(failing, 1, TimeUnit.MILLISECONDS).get());
    seen.call(
        "periodic",
        () -> scheduled.scheduleAtFixedRate(Traces::fail, 0, 1, TimeUnit.MILLISECONDS).get());
    close(scheduled);
  }

  private static final class Fork extends RecursiveTask<String> {
    private static final long serialVersionUID = 1;
    private final int depth;

    Fork(int depth) {
      this.depth = depth;
    }

    @Override
    protected String compute() {
      return depth == 0 ? fail() : new Fork(depth - 1).invoke();
    }
  }

  /** Whether the waiting thread runs a task itself is open; what the task has thrown is not. */
  private static void ofForks(Observer seen) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    for (Callable<?> call :
        new Callable<?>[] {
          () -> pool.submit((Callable<String>) Traces::fail).get(),
          () -> pool.submit((Runnable) Traces::fail).get(),
          () -> pool.submit(new Fork(2)).get(),
          () -> pool.invoke(new Fork(2)),
          () -> pool.submit(new Fork(1)).join()
        }) {
      try {
        seen.see("fork", call.call());
      } catch (ExecutionException e) {
        seen.see("fork, checked", e + " " + frames(root(e).getStackTrace()));
      } catch (IllegalStateException e) {
        seen.see("fork", e + " caused by " + e.getCause() + " " + frames(root(e).getStackTrace()));
        seen.see("rethrown", frames(e.getStackTrace()).contains("ForkJoinTask"));
      }
    }
    close(pool);
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static void ofStages(Observer seen) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1, threads("traces"));
    try {
      CompletableFuture.supplyAsync(Traces::fail, pool).thenApply(s -> s + "!").join();
    } catch (CompletionException e) {
      seen.see("stage", e + " " + frames(root(e).getStackTrace()));
    }
    try {
      CompletableFuture.runAsync(() -> {}, pool).thenRunAsync(Traces::fail, pool).get();
    } catch (ExecutionException e) {
      seen.see("dependent", e + " " + frames(root(e).getStackTrace()));
    }
    close(pool);
  }

  private static void atSubmission(Observer seen) throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new SynchronousQueue<>(), threads("traces"));
    CountDownLatch gate = new CountDownLatch(1);
    Observer.occupy(pool, gate);
    seen.call("refused", () -> pool.submit(Traces::fail));
    seen.call(
        "null",
        () -> {
          pool.execute(null);
          return "accepted";
        });
    seen.call("null future", () -> pool.submit((Runnable) null));
    seen.call("null in a pool of forks", () -> ForkJoinPool.commonPool().submit((Runnable) null));
    gate.countDown();
    close(pool);
    seen.call("after shutdown", () -> pool.submit(Traces::fail));
    ForkJoinPool forks = new ForkJoinPool(1);
    close(forks);
    seen.call("forks after shutdown", () -> forks.submit(Traces::fail));
    ThreadPoolExecutor broken =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              throw new IllegalStateException("no threads today");
            });
    seen.call("broken factory", () -> broken.submit(Traces::fail));
    seen.see("and its pool", broken);
    broken.shutdown();
    seen.call("bad sizes", () -> new ThreadPoolExecutor(2, 1, 0, TimeUnit.SECONDS, null));
  }

  private static void ofCalls(Observer seen) throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>() {
              private static final long serialVersionUID = 1;

              @Override
              public boolean offer(Runnable task) {
                seen.see("offer is called by", here());
                return size() == 0 && super.offer(task);
              }
            },
            task -> {
              seen.see("the factory is called by", here());
              return new Thread(task, "traces");
            },
            (task, executor) -> seen.see("the handler is called by", here()));
    CountDownLatch gate = new CountDownLatch(1);
    Observer.occupy(pool, gate);
    pool.execute(Traces::fail);
    pool.submit(Traces::fail);
    pool.getQueue().clear();
    gate.countDown();
    close(pool);
  }
}
