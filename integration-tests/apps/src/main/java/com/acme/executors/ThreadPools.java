package com.acme.executors;

import static com.acme.executors.Program.close;
import static com.acme.executors.Program.fact;
import static com.acme.executors.Program.fixed;
import static com.acme.executors.Program.idle;
import static com.acme.executors.Program.occupy;
import static com.acme.executors.Program.threads;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Pools of threads with a queue. */
final class ThreadPools {
  private ThreadPools() {}

  static void addTo(Program program) {
    sizes(program);
    handingIn(program);
    time(program);
    endings(program);
    leaving(program);
  }

  private static void sizes(Program program) {
    program.scene(
        "same-name",
        () -> {
          for (int threads = 2; threads <= 3; threads++) {
            ThreadPoolExecutor pool = fixed("same-name", threads);
            for (int i = 0; i < 3; i++) {
              pool.execute(Program::nothing);
            }
            close(pool);
          }
        });
    program.scene("unnamed", ThreadPools::unnamed);
    program.scene(
        "later-factory",
        () -> {
          ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
          pool.setThreadFactory(threads("later-factory-3-reader"));
          pool.execute(Program::nothing);
          close(pool);
        });
    ThreadPoolExecutor lazy = program.keep(fixed("lazy-growth", 4));
    program.scene(
        "lazy-growth",
        () -> {
          lazy.submit(Program::nothing).get();
          lazy.submit(Program::nothing).get();
          idle(lazy);
        },
        () -> close(lazy));
    program.scene("thread-factory", ThreadPools::threadFactory);
    program.scene(
        "single",
        () -> {
          ExecutorService single = Executors.newSingleThreadExecutor(threads("single"));
          single.submit(Program::nothing).get();
          close(single);
        });
    program.scene(
        "cached",
        () -> {
          ExecutorService cached =
              Executors.unconfigurableExecutorService(
                  Executors.newCachedThreadPool(threads("cached")));
          cached.submit(Program::nothing).get();
          close(cached);
        });
  }

  private static void unnamed() throws InterruptedException {
    close(Executors.newFixedThreadPool(2));
    close(Executors.newFixedThreadPool(3));
  }

  private static void threadFactory() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    ThreadFactory threads = threads("thread-factory");
    ExecutorService pool =
        Executors.newFixedThreadPool(
            2,
            task -> {
              calls.incrementAndGet();
              return threads.newThread(task);
            });
    for (int i = 0; i < 10; i++) {
      pool.execute(i % 2 == 0 ? Program::nothing : Program::fail);
    }
    close(pool);
    fact("thread-factory.calls", calls.get());
  }

  private static void handingIn(Program program) {
    program.scene(
        "after-shutdown",
        () -> {
          ExecutorService pool = fixed("after-shutdown", 1);
          pool.submit(Program::nothing).get();
          close(pool);
          try {
            pool.submit(Program::nothing);
          } catch (RejectedExecutionException e) {
            fact("after-shutdown.refused", 1);
          }
        });
    program.scene(
        "invoke-all",
        () -> {
          ExecutorService pool = fixed("invoke-all", 2);
          pool.invokeAll(Collections.nCopies(7, () -> 1));
          close(pool);
        });
    program.scene("invoke-any", ThreadPools::invokeAny);
    program.scene(
        "completion-service",
        () -> {
          ExecutorService pool = fixed("completion-service", 2);
          ExecutorCompletionService<Integer> service = new ExecutorCompletionService<>(pool);
          for (int i = 0; i < 5; i++) {
            service.submit(i == 0 ? Program::fail : () -> 1);
          }
          for (int i = 0; i < 5; i++) {
            service.take();
          }
          close(pool);
        });
    program.scene(
        "completion-service-cancelled",
        () -> completionsCancelled(fixed("completion-service-cancelled", 1)));
    program.scene(
        "completion-service-scheduled",
        () ->
            completionsCancelled(
                Executors.newScheduledThreadPool(1, threads("completion-service-scheduled"))));
    program.scene(
        "completion-service-forked",
        () -> completionsCancelled(Program.forkJoin("completion-service-forked", 1)));
    program.scene("futures-in-turn", ThreadPools::futuresInTurn);
    program.scene("future-within", ThreadPools::futureWithin);
    program.scene("odd-futures", ThreadPools::oddFutures);
    program.scene(
        "same-task",
        () -> {
          ThreadPoolExecutor pool = fixed("same-task", 2);
          Runnable task = Program::nothing;
          CountDownLatch gate = new CountDownLatch(1);
          occupy(pool, gate);
          occupy(pool, gate);
          for (int i = 0; i < 5; i++) {
            pool.execute(task);
          }
          pool.remove(task);
          gate.countDown();
          close(pool);
        });
    program.scene("again-and-again", ThreadPools::againAndAgain);
    program.scene("priority", ThreadPools::priority);
    program.scene(
        "by-hand",
        () -> {
          ThreadPoolExecutor pool = fixed("by-hand", 1);
          pool.prestartAllCoreThreads();
          CountDownLatch ran = new CountDownLatch(3);
          for (int i = 0; i < 3; i++) {
            pool.getQueue().add(ran::countDown);
          }
          ran.await();
          close(pool);
        });
  }

  private static void invokeAny() throws Exception {
    ExecutorService pool = fixed("invoke-any", 2);
    AtomicInteger called = new AtomicInteger();
    Callable<Integer> failing =
        () -> {
          called.incrementAndGet();
          return Program.fail();
        };
    Callable<Integer> good =
        () -> {
          called.incrementAndGet();
          return 1;
        };
    pool.invokeAny(List.of(failing, failing, good, failing));
    close(pool);
    fact("invoke-any.called", called.get());
  }

  private static void completionsCancelled(ExecutorService pool) throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    ExecutorCompletionService<Integer> service = new ExecutorCompletionService<>(pool);
    service.submit(() -> 1);
    service.submit(Program::fail);
    service.submit(() -> 1).cancel(true);
    service.submit(() -> 1).cancel(false);
    gate.countDown();
    close(pool);
  }

  /** A task that works futures off has done so, whatever becomes of them. */
  private static void futuresInTurn() throws Exception {
    ExecutorService pool = fixed("futures-in-turn", 1);
    FutureTask<Integer> cancelled = new FutureTask<>(() -> 1);
    cancelled.cancel(false);
    List<FutureTask<Integer>> futures =
        List.of(cancelled, new FutureTask<>(Program::fail), new FutureTask<>(() -> 1));
    pool.execute(() -> futures.forEach(FutureTask::run));
    close(pool);
  }

  /** Tasks that know themselves how they end, whatever becomes of the future that they run. */
  private static void futureWithin() throws Exception {
    ExecutorService pool = fixed("future-within", 1);
    for (int i = 0; i < 4; i++) {
      FutureTask<Integer> cached = new FutureTask<>(i % 2 == 0 ? Program::fail : () -> 1);
      pool.submit(
          () -> {
            cached.run();
            try {
              return cached.get();
            } catch (ExecutionException e) {
              return 0;
            }
          });
    }
    close(pool);
  }

  /** A future that will not say whether it is cancelled. */
  private static final class OddFuture extends FutureTask<Integer> {
    OddFuture() {
      super(() -> 1);
    }

    @Override
    public boolean isCancelled() {
      throw new UnsupportedOperationException();
    }
  }

  private static void oddFutures() throws InterruptedException {
    ExecutorService pool = fixed("odd-futures", 1);
    for (int i = 0; i < 3; i++) {
      pool.execute(new OddFuture());
    }
    close(pool);
  }

  private static void againAndAgain() throws InterruptedException {
    ThreadPoolExecutor pool = fixed("again-and-again", 2);
    AtomicInteger left = new AtomicInteger(20);
    CountDownLatch done = new CountDownLatch(1);
    AtomicReference<Runnable> self = new AtomicReference<>();
    self.set(
        () -> {
          if (left.decrementAndGet() > 0) {
            pool.execute(self.get());
          } else {
            done.countDown();
          }
        });
    pool.execute(self.get());
    done.await();
    close(pool);
  }

  private static void priority() throws InterruptedException {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), threads("priority"));
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    for (int i = 0; i < 300; i++) {
      pool.execute(new Ranked(i * 7 % 300));
    }
    gate.countDown();
    close(pool);
  }

  private static final class Ranked implements Runnable, Comparable<Ranked> {
    private final int rank;

    Ranked(int rank) {
      this.rank = rank;
    }

    @Override
    public int compareTo(Ranked other) {
      return Integer.compare(rank, other.rank);
    }

    @Override
    public void run() {}
  }

  private static void time(Program program) {
    program.scene("wait", ThreadPools::waitingTime);
    ThreadPoolExecutor blocked =
        program.keep(
            new ThreadPoolExecutor(
                3, 4, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(5), threads("blocked")));
    CountDownLatch gate = new CountDownLatch(1);
    program.scene(
        "blocked",
        () -> {
          for (int i = 0; i < 3; i++) {
            occupy(blocked, gate);
          }
          blocked.execute(Program::nothing);
          blocked.execute(Program::nothing);
        },
        () -> {
          gate.countDown();
          close(blocked);
        });
  }

  /** The second task waits for the first; how long both wait is known from both sides. */
  private static void waitingTime() throws Exception {
    ExecutorService pool = fixed("wait", 1);
    CountDownLatch gate = new CountDownLatch(1);
    long beforeFirst = System.nanoTime();
    Future<Long> firstStarted = pool.submit(() -> occupied(gate));
    long before = System.nanoTime();
    Future<Long> started = pool.submit(System::nanoTime);
    long handedIn = System.nanoTime();
    Thread.sleep(20);
    long opened = System.nanoTime();
    gate.countDown();
    fact("wait.at-least", opened - handedIn);
    fact("wait.at-most", firstStarted.get() - beforeFirst + started.get() - before);
    close(pool);
  }

  /** Keeps its thread until the gate opens; when it started. */
  static long occupied(CountDownLatch gate) throws InterruptedException {
    long started = System.nanoTime();
    gate.await();
    return started;
  }

  private static void endings(Program program) {
    program.scene(
        "failing",
        () -> {
          ExecutorService pool = fixed("failing", 1);
          pool.submit((Callable<Integer>) Program::fail);
          pool.submit((Runnable) Program::fail);
          pool.execute(Program::fail);
          FutureTask<Integer> future = new FutureTask<>(Program::fail);
          pool.execute(future);
          pool.execute(new FutureTask<>(Program::fail)::run);
          pool.execute(Program::nothing);
          close(pool);
        });
    program.scene("errors", ThreadPools::errors);
    program.scene("interrupted", ThreadPools::interrupted);
    program.scene(
        "hooks",
        () -> {
          ThreadPoolExecutor pool = new Hooked("hooks");
          pool.submit(Program::nothing);
          pool.submit((Callable<Integer>) Program::fail);
          pool.execute(Program::fail);
          close(pool);
        });
    program.scene(
        "throwing-hooks",
        () -> {
          ThreadPoolExecutor pool = new ThrowingHooks("throwing-hooks");
          for (int i = 0; i < 4; i++) {
            pool.execute(Program::nothing);
          }
          close(pool);
        });
  }

  private static void errors() throws InterruptedException {
    ExecutorService pool = fixed("errors", 1);
    Future<?> future = pool.submit(() -> recurse(0));
    try {
      future.get();
    } catch (ExecutionException e) {
      fact("errors.stack-overflow", e.getCause() instanceof StackOverflowError ? 1 : 0);
    }
    pool.execute(() -> recurse(0));
    pool.execute(
        () -> {
          throw new ThreadDeath();
        });
    pool.execute(() -> ThreadPools.<RuntimeException>throwAny(new Throwable("no exception")));
    close(pool);
  }

  private static int recurse(int depth) {
    return depth < 0 ? 0 : recurse(depth + 1) + 1;
  }

  @SuppressWarnings("unchecked") // The compiler is to be deceived.
  private static <T extends Throwable> void throwAny(Throwable throwable) throws T {
    throw (T) throwable;
  }

  private static void interrupted() throws InterruptedException {
    ThreadPoolExecutor pool = fixed("interrupted", 1);
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    Future<?> future =
        pool.submit(
            () -> {
              busy.countDown();
              never.await();
              return 1;
            });
    busy.await();
    future.cancel(true);
    pool.submit(Program::nothing);
    close(pool);
  }

  /** Neither hook calls its super. */
  private static class Hooked extends ThreadPoolExecutor {
    Hooked(String name) {
      super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads(name));
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {}

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {}
  }

  /** Throws before the first task, which does not run then, and after the third. */
  private static final class ThrowingHooks extends Hooked {
    private int before;
    private int after;

    ThrowingHooks(String name) {
      super(name);
    }

    @Override
    protected synchronized void beforeExecute(Thread thread, Runnable task) {
      if (before++ == 0) {
        Program.fail();
      }
    }

    @Override
    protected synchronized void afterExecute(Runnable task, Throwable thrown) {
      if (after++ == 1) {
        Program.fail();
      }
    }
  }

  private static void leaving(Program program) {
    program.scene(
        "cancelled",
        () -> {
          ThreadPoolExecutor pool = fixed("cancelled", 1);
          CountDownLatch gate = new CountDownLatch(1);
          occupy(pool, gate);
          pool.submit(Program::nothing).cancel(false);
          gate.countDown();
          close(pool);
        });
    program.scene(
        "taken-out",
        () -> {
          ThreadPoolExecutor pool = fixed("taken-out", 1);
          CountDownLatch gate = new CountDownLatch(1);
          occupy(pool, gate);
          Runnable removed = Program::nothing;
          pool.execute(removed);
          pool.remove(removed);
          pool.remove(removed);
          pool.submit(Program::nothing).cancel(false);
          pool.submit(Program::nothing).cancel(true);
          pool.submit(Program::nothing);
          pool.purge();
          gate.countDown();
          close(pool);
        });
    program.scene(
        "shutdown-now",
        () -> {
          ThreadPoolExecutor pool = fixed("shutdown-now", 1);
          CountDownLatch gate = new CountDownLatch(1);
          occupy(pool, gate);
          for (int i = 0; i < 4; i++) {
            pool.submit(Program::nothing);
          }
          fact("shutdown-now.dropped", pool.shutdownNow().size());
          Program.ended(pool);
        });
    HoldingBack heldBack = program.keep(new HoldingBack());
    program.scene(
        "held-back",
        () -> {
          for (int i = 0; i < 3; i++) {
            heldBack.execute(Program::nothing);
          }
        },
        () -> {
          heldBack.go.countDown();
          idle(heldBack);
        });
    ThreadPoolExecutor cleared = program.keep(fixed("cleared", 1));
    CountDownLatch gate = new CountDownLatch(1);
    program.scene(
        "cleared",
        () -> {
          occupy(cleared, gate);
          for (int i = 0; i < 9; i++) {
            cleared.submit(Program::nothing);
          }
          cleared.getQueue().clear();
        },
        () -> {
          gate.countDown();
          idle(cleared);
        });
  }

  /** Like the pool in the documentation of the JDK's that can be paused. */
  private static final class HoldingBack extends ThreadPoolExecutor {
    final CountDownLatch go = new CountDownLatch(1);

    HoldingBack() {
      super(3, 3, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("held-back"));
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      Program.pass(go);
    }
  }
}
