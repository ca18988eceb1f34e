package com.example.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/**
 * Hands tasks to an executor with one worker thread and prints the CPU time of a task, submitter
 * and worker together. The worker is held back until all tasks of a batch are in the queue, so that
 * neither ever waits for the other in between: waking threads costs more than any agent does.
 */
public final class ExecutorLoad {
  private static final int BATCH = 4000;
  private static final long WARM_UP_NANOS = 2_500_000_000L;

  @SuppressWarnings("NonFinalStaticField") // Written so that the work is not optimized away.
  private static volatile long done;

  private ExecutorLoad() {}

  /**
   * @param args {@code pool}, {@code fork-join} or {@code virtual}; microseconds of work in a task;
   *     number of values to print; milliseconds that each is taken over
   */
  public static void main(String[] args) throws Exception {
    long spins = spinsFor(Integer.parseInt(args[1]));
    Runnable task = spins == 0 ? () -> done++ : () -> spin(spins);
    int values = Integer.parseInt(args[2]);
    long nanosOfValue = Integer.parseInt(args[3]) * 1_000_000L;
    int batch = spins == 0 ? BATCH : Math.max(200, BATCH / Math.max(1, Integer.parseInt(args[1])));
    ExecutorService executor = executor(args[0]);
    // By CPU time: on a busy machine the compiler comes late.
    long warmUp = ProcessCpu.nanos() + WARM_UP_NANOS;
    while (ProcessCpu.nanos() < warmUp) {
      value(executor, task, batch, nanosOfValue, false);
    }
    for (int i = 0; i < values; i++) {
      value(executor, task, batch, nanosOfValue, true);
    }
    System.exit(0);
  }

  private static ExecutorService executor(String kind) throws ReflectiveOperationException {
    return switch (kind) {
      case "pool" -> Executors.newFixedThreadPool(1);
      case "fork-join" -> new ForkJoinPool(1);
      case "virtual" ->
          // Came with Java 21.
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static void value(
      ExecutorService executor, Runnable task, int batch, long nanos, boolean print)
      throws InterruptedException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long allocated = Allocation.ofAllThreads(threads);
    long cpu = ProcessCpu.nanos();
    long tasks = 0;
    while (System.nanoTime() - start < nanos) {
      batch(executor, task, batch);
      tasks += batch;
    }
    double cpuOfTask = (double) (ProcessCpu.nanos() - cpu) / tasks;
    double bytesOfTask = (double) (Allocation.ofAllThreads(threads) - allocated) / tasks;
    if (print) {
      System.out.println("result ns " + cpuOfTask);
      System.out.println("result B " + bytesOfTask);
    }
  }

  private static void batch(ExecutorService executor, Runnable task, int size)
      throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    executor.execute(() -> await(gate));
    for (int i = 0; i < size; i++) {
      executor.execute(task);
    }
    executor.execute(end::countDown);
    gate.countDown();
    end.await();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void spin(long spins) {
    long x = done;
    for (long i = 0; i < spins; i++) {
      x = x * 6364136223846793005L + 1442695040888963407L;
    }
    done = x;
  }

  /** How many rounds of arithmetic take so long, by the fastest of many tries. */
  private static long spinsFor(int micros) {
    if (micros == 0) {
      return 0;
    }
    long tried = 1_000;
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 20_000; i++) {
      long start = System.nanoTime();
      spin(tried);
      best = Math.min(best, System.nanoTime() - start);
    }
    return Math.max(1, micros * 1_000L * tried / Math.max(1, best));
  }
}
