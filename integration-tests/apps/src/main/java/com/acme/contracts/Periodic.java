package com.acme.contracts;

import static com.acme.contracts.Observer.close;
import static com.acme.contracts.Observer.occupy;
import static com.acme.contracts.Observer.threads;
import static com.acme.contracts.Observer.until;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Tasks with a time of their own, once and again and again. */
final class Periodic {
  private Periodic() {}

  static void show(Observer seen) throws Exception {
    again(seen);
    inOrder(seen);
    shutDown(seen);
    decorated(seen);
    resubmitted(seen);
  }

  private static void again(Observer seen) throws Exception {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, threads("periodic"));
    AtomicInteger runs = new AtomicInteger();
    ScheduledFuture<?> failing =
        pool.scheduleAtFixedRate(
            () -> {
              if (runs.incrementAndGet() == 3) {
                throw new IllegalStateException("third run");
              }
            },
            0,
            1,
            TimeUnit.MILLISECONDS);
    seen.call("fails", failing::get);
    seen.see("runs", runs + " " + failing.isDone() + " " + failing.isCancelled());
    seen.see("left in the queue", pool.getQueue().size());
    AtomicReference<ScheduledFuture<?>> self = new AtomicReference<>();
    CountDownLatch known = new CountDownLatch(1);
    AtomicInteger ownRuns = new AtomicInteger();
    self.set(
        pool.scheduleWithFixedDelay(
            () -> {
              Observer.pass(known);
              if (ownRuns.incrementAndGet() == 3) {
                self.get().cancel(false);
              }
            },
            0,
            1,
            TimeUnit.MILLISECONDS));
    known.countDown();
    until(() -> self.get().isDone());
    seen.see("cancelled by itself", ownRuns + " " + self.get().isCancelled());
    seen.call("get", () -> self.get().get());
    ScheduledFuture<?> endless = pool.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
    seen.call("no value", () -> endless.get(1, TimeUnit.MILLISECONDS));
    seen.see("periodic", ((RunnableScheduledFuture<?>) endless).isPeriodic());
    seen.see("queued", pool.getQueue().size() + " " + endless);
    pool.setRemoveOnCancelPolicy(true);
    seen.see("removed on cancel", endless.cancel(false) + " " + pool.getQueue().size());
    seen.call("no period", () -> pool.scheduleAtFixedRate(() -> {}, 0, 0, TimeUnit.SECONDS));
    close(pool);
  }

  private static void inOrder(Observer seen) throws Exception {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, threads("periodic"));
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    List<ScheduledFuture<?>> futures = new ArrayList<>();
    for (int delay : new int[] {30, 10, 0, 20, -5, 0}) {
      futures.add(pool.schedule(() -> order.add("" + delay), delay, TimeUnit.MILLISECONDS));
    }
    ScheduledFuture<String> value = pool.schedule(() -> "value", 1, TimeUnit.MILLISECONDS);
    pool.execute(() -> order.add("execute"));
    pool.submit(() -> order.add("submit"));
    ScheduledFuture<?> far = pool.schedule(() -> {}, 1, TimeUnit.HOURS);
    seen.see("compared", Integer.signum(futures.get(0).compareTo(far)));
    seen.see("delay", far.getDelay(TimeUnit.MINUTES));
    futures.get(3).cancel(false);
    far.cancel(false);
    gate.countDown();
    seen.see("value", value.get());
    close(pool);
    seen.see("ran", order.size() + " " + order.containsAll(List.of("30", "10", "0", "-5")));
    seen.see("not the cancelled one", order.contains("20"));
  }

  private static void shutDown(Observer seen) throws Exception {
    for (boolean goOn : new boolean[] {false, true}) {
      ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, threads("periodic"));
      pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(goOn);
      CountDownLatch gate = new CountDownLatch(1);
      occupy(pool, gate);
      AtomicInteger ran = new AtomicInteger();
      // What is due at the shutdown runs in any case, and on a busy machine that comes late.
      long millis = goOn ? 20 : TimeUnit.HOURS.toMillis(1);
      ScheduledFuture<?> delayed =
          pool.schedule(ran::incrementAndGet, millis, TimeUnit.MILLISECONDS);
      ScheduledFuture<?> periodic = pool.scheduleAtFixedRate(() -> {}, 1, 1, TimeUnit.HOURS);
      pool.shutdown();
      seen.see("periodic at shutdown", periodic.isCancelled() + " " + pool.getQueue().size());
      gate.countDown();
      close(pool);
      seen.see("delayed after it", ran + " " + delayed.isCancelled());
      seen.call("too late", () -> pool.schedule(() -> {}, 1, TimeUnit.SECONDS));
    }
  }

  private static void decorated(Observer seen) throws Exception {
    Decorating pool = new Decorating();
    ScheduledFuture<String> future = pool.schedule(() -> "inside", 1, TimeUnit.MILLISECONDS);
    seen.see("decorated", future.getClass().getSimpleName() + " " + future.get());
    CountDownLatch twice = new CountDownLatch(2);
    ScheduledFuture<?> periodic =
        pool.scheduleAtFixedRate(twice::countDown, 0, 1, TimeUnit.MILLISECONDS);
    twice.await();
    seen.see("queue holds decorations", periodic instanceof Decoration);
    periodic.cancel(false);
    close(pool);
    seen.see("what hooks saw", pool.seen);
  }

  private static void resubmitted(Observer seen) throws Exception {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, threads("periodic"));
    AtomicInteger left = new AtomicInteger(5);
    CountDownLatch done = new CountDownLatch(1);
    AtomicReference<Runnable> self = new AtomicReference<>();
    self.set(
        () -> {
          if (left.decrementAndGet() > 0) {
            pool.schedule(self.get(), 1, TimeUnit.MILLISECONDS);
          } else {
            done.countDown();
          }
        });
    pool.execute(self.get());
    done.await();
    close(pool);
    seen.see("handed in by itself", pool.getCompletedTaskCount());
  }

  private static final class Decorating extends ScheduledThreadPoolExecutor {
    final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    Decorating() {
      super(1, threads("decorating"));
    }

    @Override
    protected <V> RunnableScheduledFuture<V> decorateTask(
        Callable<V> callable, RunnableScheduledFuture<V> task) {
      return new Decoration<>(task);
    }

    @Override
    protected <V> RunnableScheduledFuture<V> decorateTask(
        Runnable runnable, RunnableScheduledFuture<V> task) {
      return new Decoration<>(task);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
      note("before " + task.getClass().getSimpleName());
    }

    @Override
    protected void afterExecute(Runnable task, Throwable thrown) {
      note("after " + task.getClass().getSimpleName() + " " + thrown);
    }

    private void note(String what) {
      if (!seen.contains(what)) {
        seen.add(what);
      }
    }
  }

  private static final class Decoration<V> implements RunnableScheduledFuture<V> {
    private final RunnableScheduledFuture<V> task;

    Decoration(RunnableScheduledFuture<V> task) {
      this.task = task;
    }

    @Override
    public boolean isPeriodic() {
      return task.isPeriodic();
    }

    @Override
    public void run() {
      task.run();
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      return task.cancel(mayInterrupt);
    }

    @Override
    public boolean isCancelled() {
      return task.isCancelled();
    }

    @Override
    public boolean isDone() {
      return task.isDone();
    }

    @Override
    public V get() throws InterruptedException, java.util.concurrent.ExecutionException {
      return task.get();
    }

    @Override
    public V get(long timeout, TimeUnit unit)
        throws InterruptedException, java.util.concurrent.ExecutionException, TimeoutException {
      return task.get(timeout, unit);
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return task.getDelay(unit);
    }

    @Override
    public int compareTo(Delayed other) {
      return task.compareTo(other instanceof Decoration ? ((Decoration<?>) other).task : other);
    }
  }
}
