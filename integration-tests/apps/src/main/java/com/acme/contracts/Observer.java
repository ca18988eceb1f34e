package com.acme.contracts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Prints what is seen, one line each, without what differs from run to run by itself. */
final class Observer {
  private final String contract;

  Observer(String contract) {
    this.contract = contract;
  }

  void see(String what, Object value) {
    String line = contract + ": " + what + " = " + value;
    System.out.println(
        line.replaceAll("@[0-9a-f]{4,8}\\b", "@#")
            .replaceAll("Thread\\[#\\d+", "Thread[#")
            // A pool has ended when its last worker is about to leave.
            .replaceAll("Terminated, pool size = \\d+", "Terminated")
            .replaceAll("\\$\\$Lambda[^@\\s\\],]*", "\\$\\$Lambda")
            .replace("\n", " | "));
  }

  /** What a call returns, or what it throws with all its frames. */
  void call(String what, Callable<?> call) {
    Object seen;
    try {
      seen = call.call();
    } catch (Throwable e) {
      seen = trace(e);
    }
    see(what, seen);
  }

  /** An exception as a log would show it, below the frames of this program's own start. */
  static String trace(Throwable thrown) {
    List<String> lines = new ArrayList<>();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      lines.add((t == thrown ? "" : "caused by ") + t);
      lines.add(frames(t.getStackTrace()));
      for (Throwable suppressed : t.getSuppressed()) {
        lines.add("suppressed " + suppressed);
      }
    }
    return String.join(" | ", lines);
  }

  static String frames(StackTraceElement[] frames) {
    return Arrays.stream(frames)
        .filter(frame -> !frame.getClassName().equals(ContractsApp.class.getName()))
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }

  /** Where the caller is called from. */
  static String here() {
    return frames(Thread.currentThread().getStackTrace());
  }

  static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Keeps a worker busy until the gate opens; returns when it is. */
  static void occupy(ExecutorService executor, CountDownLatch gate) throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    executor.execute(
        () -> {
          busy.countDown();
          pass(gate);
        });
    busy.await();
  }

  static void pass(CountDownLatch gate) {
    boolean interrupted = false;
    while (true) {
      try {
        gate.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  static void close(ExecutorService executor) throws InterruptedException {
    executor.shutdown();
    for (int i = 0; i < 20; i++) {
      if (executor.awaitTermination(3, TimeUnit.SECONDS)) {
        return;
      }
      if (executor instanceof ForkJoinPool) {
        // JDK 25's now and then misses that it could end.
        executor.shutdown();
      }
    }
    throw new IllegalStateException("does not end: " + executor);
  }

  static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("waited in vain");
      }
      Thread.sleep(1);
    }
  }
}
