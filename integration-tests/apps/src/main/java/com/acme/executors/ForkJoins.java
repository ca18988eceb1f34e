package com.acme.executors;

import static com.acme.executors.Program.close;
import static com.acme.executors.Program.fact;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Fork-join pools. */
final class ForkJoins {
  private ForkJoins() {}

  static void addTo(Program program) {
    program.scene("forks", ForkJoins::forks);
    program.scene("fork-join", ForkJoins::everyWayIn);
    program.scene("fork-join-cancelled", ForkJoins::cancelled);
    program.scene("fork-join-now", ForkJoins::shutdownNow);
    program.scene("open-forks", ForkJoins::takenOut);
    program.scene("fork-join-late", ForkJoins::afterShutdown);
    program.scene("fork-join-again", ForkJoins::again);
    program.scene("common-pool", ForkJoins::commonPool);
  }

  private static final class Sum extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1;

    private final int from;
    private final int to;

    Sum(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    protected Integer compute() {
      if (to - from < 2) {
        return from;
      }
      int middle = (from + to) / 2;
      Sum left = new Sum(from, middle);
      left.fork();
      return new Sum(middle, to).compute() + left.join();
    }
  }

  private static void forks() throws Exception {
    ForkJoinPool pool = Program.forkJoin("forks", 2);
    fact("forks.sum", pool.submit(new Sum(0, 1000)).get());
    pool.invoke(new Sum(0, 1000));
    pool.submit(() -> IntStream.range(0, 100_000).parallel().sum()).get();
    close(pool);
  }

  private static void everyWayIn() throws Exception {
    ForkJoinPool pool = Program.forkJoin("fork-join", 2);
    pool.execute(Program::nothing);
    pool.execute(Program::fail);
    pool.execute(new Sum(0, 3));
    pool.submit(Program::nothing).get();
    pool.submit(Program::nothing, 1).get();
    pool.submit(() -> 1).get();
    quietly(pool.submit(Program::fail));
    pool.submit(ForkJoinTask.adapt(() -> 1)).get();
    quietly(pool.submit(ForkJoinTask.adapt(Program::nothing)));
    pool.invoke(new Sum(0, 3));
    pool.invokeAll(Collections.nCopies(4, () -> 1));
    // What a task hands to its own pool is handed in, too.
    pool.submit(() -> pool.submit(Program::nothing)).get().get();
    close(pool);
  }

  /** Gives away what its superclass keeps for itself. */
  private static final class Open extends ForkJoinPool {
    Open() {
      super(1, Program.forkJoinThreads("open-forks"), null, false);
    }

    ForkJoinTask<?> poll() {
      return pollSubmission();
    }

    int drain(List<ForkJoinTask<?>> tasks) {
      return drainTasksTo(tasks);
    }
  }

  /** Five tasks wait: two are polled and three drained; one of each is handed in again. */
  private static void takenOut() throws Exception {
    Open pool = new Open();
    CountDownLatch gate = new CountDownLatch(1);
    Program.occupy(pool, gate);
    for (int i = 0; i < 5; i++) {
      pool.execute(new Sum(0, 3));
    }
    List<ForkJoinTask<?>> taken = new ArrayList<>();
    taken.add(pool.poll());
    taken.add(pool.poll());
    fact("open-forks.drained", pool.drain(taken));
    fact("open-forks.rest", pool.poll() == null ? 0 : 1);
    taken.get(0).invoke();
    pool.execute(taken.get(1));
    pool.execute(taken.get(2));
    gate.countDown();
    close(pool);
  }

  private static void quietly(ForkJoinTask<?> task) {
    task.quietlyJoin();
  }

  private static void cancelled() throws InterruptedException {
    ForkJoinPool pool = Program.forkJoin("fork-join-cancelled", 1);
    CountDownLatch gate = new CountDownLatch(1);
    Program.occupy(pool, gate);
    pool.submit(Program::nothing).cancel(false);
    ForkJoinTask<?> twice = pool.submit(Program::nothing);
    twice.cancel(true);
    twice.cancel(true);
    pool.submit(Program::nothing);
    gate.countDown();
    close(pool);
  }

  private static void shutdownNow() throws InterruptedException {
    ForkJoinPool pool = Program.forkJoin("fork-join-now", 1);
    CountDownLatch gate = new CountDownLatch(1);
    Program.occupy(pool, gate);
    for (int i = 0; i < 3; i++) {
      pool.submit(Program::nothing);
    }
    pool.shutdownNow();
    gate.countDown();
    Program.ended(pool);
  }

  private static void afterShutdown() throws InterruptedException {
    ForkJoinPool pool = Program.forkJoin("fork-join-late", 1);
    pool.submit(Program::nothing).join();
    close(pool);
    int refused = 0;
    for (int i = 0; i < 2; i++) {
      try {
        pool.submit(Program::nothing);
      } catch (RejectedExecutionException e) {
        refused++;
      }
    }
    fact("fork-join-late.refused", refused);
  }

  /** One task, handed in again after it has run. */
  private static void again() throws InterruptedException {
    ForkJoinPool pool = Program.forkJoin("fork-join-again", 1);
    Sum task = new Sum(0, 4);
    for (int i = 0; i < 3; i++) {
      pool.invoke(task);
      task.reinitialize();
    }
    close(pool);
  }

  private static void commonPool() throws Exception {
    for (int i = 0; i < 3; i++) {
      ForkJoinPool.commonPool().submit(Program::nothing).get();
    }
    fact("common-pool.sum", IntStream.range(0, 10_000).parallel().map(i -> i % 7).sum());
    ForkJoinPool.commonPool().awaitQuiescence(60, TimeUnit.SECONDS);
  }
}
