package com.example.load;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;

/**
 * Hands tasks to an executor with one worker thread and prints the CPU time of a task, submitter
 * and worker together. The worker is held back until all tasks of a batch are in the queue, so that
 * neither ever waits for the other in between: waking threads costs more than any agent does.
 *
 * <p>How much work a task is, is told as a number of rounds, the same for all that are compared:
 * {@code calibrate} says how many take a microsecond on this JDK. The work is done once more
 * without an executor, which tells what it takes by itself, and whether the tasks have done it.
 */
public final class ExecutorLoad {
  private static final int BATCH = 4000;
  private static final int SMALL_BATCH = 200;
  private static final long WARM_UP_NANOS = 2_500_000_000L;
  private static final int CALIBRATED_ROUNDS = 100_000;
  private static final int CALIBRATIONS = 101;

  /** What all tasks so far have come to; never 0, from which the work would not get away. */
  @SuppressWarnings("NonFinalStaticField") // Written so that the work is not optimized away.
  private static volatile long done = 88_172_645_463_325_252L;

  private ExecutorLoad() {}

  /**
   * @param args {@code calibrate}; or {@code pool}, {@code fork-join} or {@code virtual}, rounds of
   *     work in a task, number of values to print, milliseconds that each is taken over
   */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("calibrate")) {
      System.out.println("result rounds " + roundsOfMicrosecond());
      return;
    }
    long rounds = Long.parseLong(args[1]);
    Runnable task = rounds == 0 ? () -> done++ : () -> done = work(done, rounds);
    int values = Integer.parseInt(args[2]);
    long nanosOfValue = Integer.parseInt(args[3]) * 1_000_000L;
    int batch = rounds == 0 ? BATCH : SMALL_BATCH;
    ExecutorService executor = executor(args[0]);
    // By CPU time: on a busy machine the compiler comes late.
    long warmUp = ProcessCpu.nanos() + WARM_UP_NANOS;
    while (ProcessCpu.nanos() < warmUp) {
      value(executor, task, rounds, batch, nanosOfValue, false);
    }
    for (int i = 0; i < values; i++) {
      value(executor, task, rounds, batch, nanosOfValue, true);
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
      ExecutorService executor, Runnable task, long rounds, int batch, long nanos, boolean print)
      throws InterruptedException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = done;
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
    double cpuOfWork = workAlone(before, rounds, tasks);
    if (print) {
      System.out.println("result ns " + cpuOfTask);
      System.out.println("result B " + bytesOfTask);
      if (rounds > 0) {
        System.out.println("result work-ns " + cpuOfWork);
      }
    }
  }

  /**
   * Does the work of the tasks without them, and fails if they have not done it.
   *
   * @return the CPU time of one
   */
  private static double workAlone(long before, long rounds, long tasks) {
    long cpu = ProcessCpu.nanos();
    long expected = before;
    if (rounds == 0) {
      expected += tasks;
    } else {
      for (long i = 0; i < tasks; i++) {
        expected = work(expected, rounds);
      }
    }
    if (done != expected) {
      throw new IllegalStateException("the tasks have not done their work");
    }
    return (double) (ProcessCpu.nanos() - cpu) / tasks;
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

  /**
   * Each round needs the one before. Shifts and exclusive ors, because a compiler makes one
   * multiplication of many, and then of sixteen rounds one.
   */
  private static long work(long from, long rounds) {
    long x = from;
    for (long i = 0; i < rounds; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return x;
  }

  /** By the median of many tries, when the compiler is done. */
  private static long roundsOfMicrosecond() {
    long warmUp = ProcessCpu.nanos() + WARM_UP_NANOS;
    while (ProcessCpu.nanos() < warmUp) {
      done = work(done, CALIBRATED_ROUNDS);
    }
    long[] nanos = new long[CALIBRATIONS];
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      done = work(done, CALIBRATED_ROUNDS);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return Math.round(1000.0 * CALIBRATED_ROUNDS / nanos[nanos.length / 2]);
  }
}
