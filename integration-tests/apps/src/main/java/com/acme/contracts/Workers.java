package com.acme.contracts;

import static com.acme.contracts.Observer.close;
import static com.acme.contracts.Observer.occupy;
import static com.acme.contracts.Observer.until;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that work for a pool: how many are made, how they die, what interrupts them. */
final class Workers {
  private Workers() {}

  static void show(Observer seen) throws Exception {
    deaths(seen);
    interrupts(seen);
    sizes(seen);
    unnamed(seen);
  }

  /** Notes each thread that it makes, and what ends it. */
  private static final class Factory implements ThreadFactory {
    final List<String> ends = Collections.synchronizedList(new ArrayList<>());
    int made;
    int refusals;

    @Override
    public synchronized Thread newThread(Runnable task) {
      if (refusals > 0) {
        refusals--;
        return null;
      }
      Thread thread = new Thread(task, "workers-" + ++made);
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler((t, e) -> ends.add(t.getName() + " by " + e));
      return thread;
    }
  }

  private static ThreadPoolExecutor pool(Factory factory, int threads) {
    return new ThreadPoolExecutor(
        threads, threads, 1, TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), factory);
  }

  @SuppressWarnings("unchecked") // The compiler is to be deceived.
  private static <T extends Throwable> void throwAny(Throwable throwable) throws T {
    throw (T) throwable;
  }

  private static int recurse(int depth) {
    return depth < 0 ? 0 : recurse(depth + 1) + 1;
  }

  private static void deaths(Observer seen) throws Exception {
    Factory factory = new Factory();
    ThreadPoolExecutor pool = pool(factory, 1);
    List<Runnable> deadly =
        List.of(
            () -> throwAny(new IllegalStateException("runtime")),
            () -> throwAny(new Exception("checked")),
            () -> throwAny(new AssertionError("error")),
            () -> throwAny(new ThreadDeath()),
            () -> throwAny(new Throwable("bare")),
            () -> recurse(0));
    for (int i = 0; i < deadly.size(); i++) {
      pool.execute(deadly.get(i));
      int dead = i + 1;
      // While a thread dies the pool may start another one for the next task, before its time.
      until(() -> factory.ends.size() == dead);
    }
    Future<?> kept = pool.submit(() -> recurse(0));
    try {
      kept.get();
    } catch (ExecutionException e) {
      seen.see("kept", e.getCause());
    }
    close(pool);
    Collections.sort(factory.ends);
    seen.see("deaths", factory.ends);
    seen.see("threads made", factory.made + " " + pool.getLargestPoolSize());
    seen.see("completed", pool.getCompletedTaskCount());
  }

  private static void interrupts(Observer seen) throws Exception {
    Factory factory = new Factory();
    ThreadPoolExecutor pool = pool(factory, 1);
    List<String> inside = Collections.synchronizedList(new ArrayList<>());
    pool.execute(() -> Thread.currentThread().interrupt());
    pool.execute(() -> inside.add("after an interrupt: " + Thread.currentThread().isInterrupted()));
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Future<?> stuck =
        pool.submit(
            () -> {
              busy.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                inside.add("out of a wait: " + e + Thread.currentThread().isInterrupted());
                throw e;
              }
              return "never";
            });
    busy.await();
    pool.execute(() -> inside.add("must not run"));
    seen.see("stopped", pool.shutdownNow().size());
    close(pool);
    seen.see("stuck", stuck.isDone() + " " + stuck.isCancelled());
    seen.call("its failure", stuck::get);
    seen.see("inside", inside);
    seen.see("threads made", factory.made + " " + factory.ends);
  }

  private static void sizes(Observer seen) throws Exception {
    Factory factory = new Factory();
    ThreadPoolExecutor pool = pool(factory, 2);
    seen.see("new", pool);
    seen.see("prestart", pool.prestartCoreThread() + " " + pool.prestartAllCoreThreads());
    seen.see("made", factory.made + " " + pool.getPoolSize());
    pool.setMaximumPoolSize(4);
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    occupy(pool, gate);
    pool.setCorePoolSize(3);
    occupy(pool, gate);
    seen.see("busy", pool + " " + pool.getActiveCount() + " " + factory.made);
    pool.allowCoreThreadTimeOut(true);
    gate.countDown();
    until(() -> pool.getPoolSize() == 0);
    seen.see("timed out", pool + " " + pool.getTaskCount());
    pool.setKeepAliveTime(1, TimeUnit.MINUTES);
    factory.refusals = 1;
    pool.execute(() -> {});
    seen.see("a factory without threads", pool.getPoolSize() + " " + factory.made);
    pool.execute(() -> {});
    until(() -> pool.getCompletedTaskCount() == 5);
    close(pool);
    seen.see("ended", pool + " " + factory.made);
  }

  /** The numbers in the names that the JDK gives are the same only if nobody else takes any. */
  private static void unnamed(Observer seen) throws Exception {
    ThreadPoolExecutor pool = (ThreadPoolExecutor) Executors.newFixedThreadPool(1);
    seen.see("named", pool.submit(() -> Thread.currentThread().toString()).get());
    seen.see("group", pool.submit(() -> Thread.currentThread().getThreadGroup().getName()).get());
    seen.see("daemon", pool.submit(() -> Thread.currentThread().isDaemon()).get());
    close(pool);
    seen.see("a thread", new Thread().getName());
  }
}
