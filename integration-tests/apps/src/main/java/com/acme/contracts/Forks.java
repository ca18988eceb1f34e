package com.acme.contracts;

import static com.acme.contracts.Observer.close;
import static com.acme.contracts.Observer.pass;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Tasks that fork, in pools of their own and in the common one. */
final class Forks {
  private Forks() {}

  static void show(Observer seen) throws Exception {
    results(seen);
    states(seen);
    takenOut(seen);
    completers(seen);
    common(seen);
    ended(seen);
  }

  /** Adds up by halves. */
  static final class Sum extends RecursiveTask<Integer> {
    private static final long serialVersionUID = 1;
    private final int from;
    private final int to;

    Sum(int from, int to) {
      this.from = from;
      this.to = to;
    }

    @Override
    protected Integer compute() {
      if (to - from == 1) {
        return from;
      }
      int middle = (from + to) / 2;
      Sum left = new Sum(from, middle);
      left.fork();
      return new Sum(middle, to).compute() + left.join();
    }
  }

  private static final class Waiting extends RecursiveAction {
    private static final long serialVersionUID = 1;
    final transient CountDownLatch busy = new CountDownLatch(1);
    final transient CountDownLatch gate = new CountDownLatch(1);

    @Override
    protected void compute() {
      busy.countDown();
      pass(gate);
    }
  }

  private static String state(ForkJoinTask<?> task) {
    return task.isDone()
        + " "
        + task.isCompletedNormally()
        + " "
        + task.isCompletedAbnormally()
        + " "
        + task.isCancelled()
        + " "
        + task.getException()
        + " "
        + task.getRawResult();
  }

  private static void results(Observer seen) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(2);
    seen.see("invoke", pool.invoke(new Sum(0, 1000)));
    Sum task = new Sum(0, 100);
    seen.see("submit gives the task", pool.submit(task) == task);
    seen.see("join", task.join() + " " + state(task));
    task.reinitialize();
    seen.see("again", state(task));
    pool.execute(task);
    seen.see("and again", task.get(10, TimeUnit.SECONDS));
    ForkJoinTask<?> plain = pool.submit(() -> {}, "given");
    seen.see("adapted", plain.get() + " " + plain.getClass().getName());
    seen.see("runnable", pool.submit((Runnable) () -> {}).getClass().getName());
    seen.see("callable", pool.submit(() -> 1).getClass().getName());
    seen.see("on no pool", new Sum(0, 10).invoke() + " " + ForkJoinTask.inForkJoinPool());
    ForkJoinTask<String> adapted = ForkJoinTask.adapt(() -> "x");
    seen.see("adapted by hand", pool.invoke(adapted) + " " + adapted);
    close(pool);
    seen.see("closed", pool.isTerminated() + " " + pool.getQueuedSubmissionCount());
  }

  private static void states(Observer seen) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    Waiting waiting = new Waiting();
    pool.execute(waiting);
    waiting.busy.await();
    Sum cancelled = new Sum(0, 10);
    pool.execute(cancelled);
    seen.see("waits", pool.getQueuedSubmissionCount() + " " + pool.hasQueuedSubmissions());
    seen.see("cancel", cancelled.cancel(true) + " " + cancelled.cancel(false));
    seen.see("cancelled", state(cancelled).replaceAll("Exception: .*", "Exception"));
    Sum completed = new Sum(0, 10);
    pool.execute(completed);
    completed.complete(7);
    seen.see("completed by hand", state(completed));
    Sum failed = new Sum(0, 10);
    pool.execute(failed);
    failed.completeExceptionally(new IllegalStateException("by hand"));
    seen.see("failed by hand", state(failed));
    Sum run = new Sum(0, 10);
    pool.execute(run);
    seen.see("quietly", run.tryUnfork());
    waiting.gate.countDown();
    run.quietlyJoin();
    seen.see("run", state(run));
    seen.see("quiet", pool.awaitQuiescence(10, TimeUnit.SECONDS));
    close(pool);
  }

  /** Gives away what the superclass keeps for itself. */
  private static final class Open extends ForkJoinPool {
    Open() {
      super(1);
    }

    ForkJoinTask<?> poll() {
      return pollSubmission();
    }

    int drain(Collection<? super ForkJoinTask<?>> tasks) {
      return drainTasksTo(tasks);
    }
  }

  private static void takenOut(Observer seen) throws Exception {
    Open pool = new Open();
    Waiting waiting = new Waiting();
    pool.execute(waiting);
    waiting.busy.await();
    List<Sum> tasks = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      Sum task = new Sum(0, i);
      tasks.add(task);
      pool.execute(task);
    }
    ForkJoinTask<?> first = pool.poll();
    seen.see("polled", first == tasks.get(0));
    List<ForkJoinTask<?>> drained = new ArrayList<>();
    seen.see("drained", pool.drain(drained) + " " + drained.equals(tasks.subList(1, 4)));
    seen.see("nothing left", pool.poll() + " " + pool.drain(drained));
    seen.see("invoked by hand", drained.get(2).invoke());
    pool.execute(first);
    waiting.gate.countDown();
    seen.see("handed in again", first.join());
    close(pool);
  }

  private static final class Count extends CountedCompleter<Integer> {
    private static final long serialVersionUID = 1;
    private final int depth;
    private final transient AtomicInteger leaves;

    Count(CountedCompleter<?> parent, int depth, AtomicInteger leaves) {
      super(parent);
      this.depth = depth;
      this.leaves = leaves;
    }

    @Override
    public void compute() {
      if (depth > 0) {
        setPendingCount(2);
        new Count(this, depth - 1, leaves).fork();
        new Count(this, depth - 1, leaves).fork();
      } else {
        leaves.incrementAndGet();
      }
      tryComplete();
    }

    @Override
    public Integer getRawResult() {
      return leaves.get();
    }
  }

  private static void completers(Observer seen) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(2);
    seen.see("completer", pool.invoke(new Count(null, 6, new AtomicInteger())));
    ForkJoinTask<?> failing =
        pool.submit(
            new CountedCompleter<Void>() {
              private static final long serialVersionUID = 1;

              @Override
              public void compute() {
                throw new IllegalStateException("completer");
              }
            });
    failing.quietlyJoin();
    seen.see("failing completer", state(failing));
    close(pool);
  }

  private static void common(Observer seen) throws Exception {
    ForkJoinPool common = ForkJoinPool.commonPool();
    seen.see("common", common.submit(() -> 7).get());
    seen.see("parallel", IntStream.range(0, 10_000).parallel().map(i -> i % 7).sum());
    common.shutdown();
    seen.see("never shut down", common.isShutdown() + " " + common.shutdownNow());
    seen.see("parallelism", common.getParallelism());
  }

  private static void ended(Observer seen) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    Waiting waiting = new Waiting();
    pool.execute(waiting);
    waiting.busy.await();
    Sum dropped = new Sum(0, 10);
    pool.execute(dropped);
    seen.see("gives nothing back", pool.shutdownNow());
    waiting.gate.countDown();
    // JDK 25's now and then misses that it could end, and it is told so again there.
    close(pool);
    seen.see("ends", pool.isTerminated());
    seen.see("closed", pool.toString().replaceAll("size = .*", ""));
  }
}
