package com.acme.executors;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** An executor that is given tasks of every kind at random, and the book that it keeps of them. */
final class Lane {
  /** Set while a rejection handler runs a task by itself, which is no run of the executor's. */
  static final ThreadLocal<Boolean> ASIDE = ThreadLocal.withInitial(() -> false);

  final String name;
  final ExecutorService executor;
  final AtomicLong ran = new AtomicLong();
  final AtomicLong failed = new AtomicLong();

  Lane(String name, ExecutorService executor) {
    this.name = name;
    this.executor = executor;
  }

  /** Runs a first task, so that the executor has a thread, and is called after that. */
  void begin() throws InterruptedException, ExecutionException {
    executor.submit(this::good).get();
  }

  private void good() {
    if (!ASIDE.get()) {
      ran.incrementAndGet();
    }
  }

  private int bad() {
    if (!ASIDE.get()) {
      failed.incrementAndGet();
    }
    throw new IllegalStateException("a failing task");
  }

  private void slow() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      // That is how a task is told to end.
    }
    good();
  }

  private Runnable again(int times) {
    return () -> {
      good();
      if (times > 0) {
        try {
          executor.execute(again(times - 1));
        } catch (RejectedExecutionException e) {
          // It was worth a try.
        }
      }
    };
  }

  /** Hands in one task or a few, and may do something to them. */
  void act(Random random) throws InterruptedException {
    try {
      handIn(random);
    } catch (RejectedExecutionException | IllegalStateException e) {
      // Refused, or failed in the caller's own thread.
    } catch (ExecutionException | TimeoutException e) {
      // The last of several failed, or came too late.
    }
  }

  private void handIn(Random random)
      throws InterruptedException, ExecutionException, TimeoutException {
    switch (random.nextInt(13)) {
      case 0:
        executor.execute(this::bad);
        break;
      case 1:
        executor.submit(this::bad);
        break;
      case 2:
        executor.submit(this::slow).cancel(random.nextBoolean());
        break;
      case 3:
        late(executor.submit(this::slow));
        break;
      case 4:
        executor.execute(again(3));
        break;
      case 5:
        // Some handlers drop a task without a word, for which there is no end of waiting.
        executor.invokeAll(List.of(this::done, this::bad, this::done), 5, TimeUnit.MILLISECONDS);
        break;
      case 6:
        CompletableFuture.supplyAsync(this::done, executor).thenRunAsync(this::good, executor);
        break;
      case 7:
        CompletableFuture.runAsync(this::bad, executor);
        break;
      case 8:
        special(random);
        break;
      default:
        executor.execute(this::good);
    }
  }

  private Integer done() {
    good();
    return 1;
  }

  private static void late(Future<?> future) throws ExecutionException, InterruptedException {
    try {
      future.get(100, TimeUnit.MICROSECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
    }
  }

  /** What only some executors can do. */
  private void special(Random random) {
    if (executor instanceof ScheduledExecutorService) {
      ScheduledExecutorService scheduled = (ScheduledExecutorService) executor;
      Future<?> periodic = scheduled.scheduleAtFixedRate(this::good, 0, 500, TimeUnit.MICROSECONDS);
      scheduled.schedule(
          () -> {
            good();
            periodic.cancel(false);
          },
          3,
          TimeUnit.MILLISECONDS);
    } else if (executor instanceof ThreadPoolExecutor) {
      ThreadPoolExecutor pool = (ThreadPoolExecutor) executor;
      Runnable task = this::good;
      pool.execute(task);
      if (random.nextBoolean()) {
        pool.remove(task);
      } else {
        pool.purge();
      }
    }
  }
}
