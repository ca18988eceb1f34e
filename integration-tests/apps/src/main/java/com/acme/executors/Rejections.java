package com.acme.executors;

import static com.acme.executors.Program.close;
import static com.acme.executors.Program.fact;
import static com.acme.executors.Program.occupy;
import static com.acme.executors.Program.threads;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Pools that are full: one thread, busy, and room for one task. */
final class Rejections {
  private Rejections() {}

  static void addTo(Program program) {
    program.scene("abort", () -> abort("abort", new ThreadPoolExecutor.AbortPolicy(), 5));
    program.scene("caller-runs", Rejections::callerRuns);
    program.scene("caller-runs-same", Rejections::callerRunsTheSame);
    program.scene(
        "abort-same",
        () -> refuseTheSame("abort-same", new ThreadPoolExecutor.AbortPolicy(), Program::nothing));
    program.scene(
        "caller-runs-same-failing",
        () ->
            refuseTheSame(
                "caller-runs-same-failing",
                new ThreadPoolExecutor.CallerRunsPolicy(),
                Program::fail));
    program.scene("caller-of-cancelled", Rejections::callerOfCancelled);
    program.scene(
        "caller-may-not-run",
        () -> {
          ThreadPoolExecutor pool =
              full("caller-may-not-run", new ThreadPoolExecutor.CallerRunsPolicy()).pool;
          pool.shutdownNow();
          pool.execute(Program::nothing);
          Program.ended(pool);
        });
    program.scene("discard", () -> fill("discard", new ThreadPoolExecutor.DiscardPolicy(), 5));
    program.scene(
        "discard-oldest",
        () -> fill("discard-oldest", new ThreadPoolExecutor.DiscardOldestPolicy(), 5));
    program.scene("handler-throws", () -> abort("handler-throws", Rejections::throwing, 3));
    program.scene("handler-ignores", () -> fill("handler-ignores", (task, pool) -> {}, 3));
    program.scene(
        "handler-anonymous",
        () ->
            fill(
                "handler-anonymous",
                new RejectedExecutionHandler() {
                  @Override
                  public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {}
                },
                3));
    program.scene("handler-runs", () -> fill("handler-runs", (task, pool) -> task.run(), 3));
    program.scene("handler-drops", () -> fill("handler-drops", Rejections::dropOldest, 3));
    program.scene("handler-queues", Rejections::handlerQueues);
    program.scene("handler-hands-over", Rejections::handlerHandsOver);
    program.scene("shut-down-meanwhile", Rejections::shutDownMeanwhile);
    program.scene("no-thread", Rejections::noThread);
  }

  private static final class Full {
    final ThreadPoolExecutor pool;
    final CountDownLatch gate = new CountDownLatch(1);

    Full(ThreadPoolExecutor pool) throws InterruptedException {
      this.pool = pool;
      occupy(pool, gate);
      pool.execute(Program::nothing);
    }

    void empty() throws InterruptedException {
      gate.countDown();
      close(pool);
    }
  }

  private static Full full(String name, RejectedExecutionHandler handler)
      throws InterruptedException {
    return new Full(
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), threads(name), handler));
  }

  private static void fill(String name, RejectedExecutionHandler handler, int more)
      throws InterruptedException {
    Full full = full(name, handler);
    for (int i = 0; i < more; i++) {
      full.pool.execute(Program::nothing);
    }
    full.empty();
  }

  private static void abort(String name, RejectedExecutionHandler handler, int more)
      throws InterruptedException {
    Full full = full(name, handler);
    int refused = 0;
    for (int i = 0; i < more; i++) {
      try {
        full.pool.submit(Program::nothing);
      } catch (RejectedExecutionException e) {
        refused++;
      }
    }
    fact(name + ".refused", refused);
    full.empty();
  }

  private static void throwing(Runnable task, ThreadPoolExecutor pool) {
    throw new RejectedExecutionException("no");
  }

  private static void callerRuns() throws InterruptedException {
    Full full = full("caller-runs", new ThreadPoolExecutor.CallerRunsPolicy());
    full.pool.execute(Program::nothing);
    full.pool.submit(Program::fail);
    try {
      full.pool.execute(Program::fail);
    } catch (IllegalStateException e) {
      fact("caller-runs.thrown", 1);
    }
    // Run by the caller, within which another one is run by it.
    full.pool.execute(() -> full.pool.execute(Program::nothing));
    full.empty();
  }

  /** One task, which waits already when it is refused. */
  private static void callerRunsTheSame() throws InterruptedException {
    ThreadPoolExecutor pool = callerRunning("caller-runs-same", 2);
    CountDownLatch gate = new CountDownLatch(1);
    Program.occupy(pool, gate);
    Runnable task = Program::nothing;
    for (int i = 0; i < 6; i++) {
      pool.execute(task);
    }
    gate.countDown();
    Program.close(pool);
  }

  /** One task, which waits twice when it is refused, and three times more in vain. */
  private static void refuseTheSame(String name, RejectedExecutionHandler handler, Runnable task)
      throws InterruptedException {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(2), threads(name), handler);
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    int thrown = 0;
    for (int i = 0; i < 5; i++) {
      try {
        pool.execute(task);
      } catch (RejectedExecutionException | IllegalStateException e) {
        thrown++;
      }
    }
    fact(name + ".thrown", thrown);
    gate.countDown();
    close(pool);
  }

  /** What is cancelled is the task that is handed in, not the one that does so. */
  private static void callerOfCancelled() throws InterruptedException {
    ThreadPoolExecutor full = callerRunning("called-in-vain", 1);
    CountDownLatch gate = new CountDownLatch(1);
    Program.occupy(full, gate);
    full.execute(Program::nothing);
    FutureTask<Integer> cancelled = new FutureTask<>(() -> 1);
    cancelled.cancel(false);
    ThreadPoolExecutor caller = Program.fixed("caller-of-cancelled", 1);
    caller.execute(() -> full.execute(cancelled));
    Program.close(caller);
    gate.countDown();
    Program.close(full);
  }

  private static ThreadPoolExecutor callerRunning(String name, int capacity) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(capacity),
        Program.threads(name),
        new ThreadPoolExecutor.CallerRunsPolicy());
  }

  /** As the JDK's handler does it, in the application's own code. */
  private static void dropOldest(Runnable task, ThreadPoolExecutor pool) {
    pool.getQueue().poll();
    pool.execute(task);
  }

  /** Waits for room in the queue. */
  private static void handlerQueues() throws InterruptedException {
    CountDownLatch refused = new CountDownLatch(1);
    Full full =
        full(
            "handler-queues",
            (task, pool) -> {
              refused.countDown();
              try {
                pool.getQueue().put(task);
              } catch (InterruptedException e) {
                throw new RejectedExecutionException(e);
              }
            });
    Thread opener =
        new Thread(
            () -> {
              Program.pass(refused);
              full.gate.countDown();
            });
    opener.start();
    full.pool.execute(Program::nothing);
    opener.join();
    full.empty();
  }

  /** To another pool, which counts it as its own. */
  private static void handlerHandsOver() throws InterruptedException {
    ThreadPoolExecutor other = Program.fixed("handed-over", 1);
    Full full = full("handler-hands-over", (task, pool) -> other.execute(task));
    full.pool.execute(Program::nothing);
    full.pool.execute(Program::nothing);
    full.empty();
    close(other);
  }

  /** A task is queued, the pool shuts down, and the pool takes the task back and refuses it. */
  private static void shutDownMeanwhile() throws InterruptedException {
    ThreadPoolExecutor[] pool = new ThreadPoolExecutor[1];
    CountDownLatch gate = new CountDownLatch(1);
    ArrayBlockingQueue<Runnable> queue =
        new ArrayBlockingQueue<>(5) {
          private static final long serialVersionUID = 1;

          @Override
          public boolean offer(Runnable task) {
            boolean offered = super.offer(task);
            pool[0].shutdown();
            return offered;
          }
        };
    pool[0] =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, queue, threads("shut-down-meanwhile"));
    occupy(pool[0], gate);
    try {
      pool[0].execute(Program::nothing);
    } catch (RejectedExecutionException e) {
      fact("shut-down-meanwhile.refused", 1);
    }
    gate.countDown();
    Program.ended(pool[0]);
  }

  /** The first call of the thread factory throws, the second brings no thread. */
  private static void noThread() throws InterruptedException {
    int[] calls = new int[1];
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            task -> {
              if (calls[0]++ == 0) {
                throw new IllegalStateException("no thread");
              }
              return calls[0] == 2 ? null : new Thread(task, "no-thread-" + calls[0]);
            });
    try {
      pool.execute(Program::nothing);
    } catch (IllegalStateException e) {
      fact("no-thread.thrown", 1);
    }
    pool.execute(Program::nothing);
    pool.prestartAllCoreThreads();
    close(pool);
  }
}
