package com.acme.contracts;

import static com.acme.contracts.Observer.close;
import static com.acme.contracts.Observer.occupy;
import static com.acme.contracts.Observer.threads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The task that is handed in is the task that is queued, found, refused, given back and run. */
final class Identity {
  private Identity() {}

  static void show(Observer seen) throws Exception {
    queued(seen);
    refused(seen);
    prioritized(seen);
    givenBack(seen);
    scheduled(seen);
    twice(seen);
  }

  private static ThreadPoolExecutor single(BlockingQueue<Runnable> queue) {
    return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, queue, threads("identity"));
  }

  private static void queued(Observer seen) throws Exception {
    ThreadPoolExecutor pool = single(new LinkedBlockingQueue<>());
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    Task first = new Task("first");
    FutureTask<String> second = new FutureTask<>(() -> "second");
    pool.execute(first);
    pool.execute(second);
    Future<?> third = pool.submit(new Task("third"));
    BlockingQueue<Runnable> queue = pool.getQueue();
    seen.see("queue holds the task", queue.peek() == first);
    seen.see("queue is in order", queue.toArray()[1] == second && queue.toArray()[2] == third);
    seen.see("queue contains", queue.contains(first) + " " + queue.contains(new Task("first")));
    seen.see("classes in the queue", classes(queue));
    seen.see("remove", pool.remove(first) + " " + pool.remove(first) + " " + queue.size());
    seen.see("remove the future", pool.remove((Runnable) third) + " " + third.isDone());
    seen.see("put in by hand", queue.offer(first) + " " + (queue.toArray()[1] == first));
    gate.countDown();
    seen.see("the future's value", second.get());
    close(pool);
    seen.see("run on", first.ran);
  }

  private static List<String> classes(Iterable<?> tasks) {
    List<String> classes = new ArrayList<>();
    tasks.forEach(task -> classes.add(task.getClass().getName()));
    return classes;
  }

  private static void refused(Observer seen) throws Exception {
    ThreadPoolExecutor pool = single(new ArrayBlockingQueue<>(1));
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    Task kept = new Task("kept");
    pool.execute(kept);
    List<Runnable> refused = new ArrayList<>();
    pool.setRejectedExecutionHandler(
        (task, executor) -> {
          refused.add(task);
          seen.see("refused by the pool itself", executor == pool);
        });
    Task late = new Task("late");
    pool.execute(late);
    Future<?> future = pool.submit(late);
    seen.see("given to the handler", refused.get(0) == late && refused.get(1) == future);
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
    seen.call("abort", () -> pool.submit(late));
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
    pool.execute(late);
    seen.see("oldest replaced", pool.getQueue().peek() == late);
    pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
    Task callers = new Task("callers");
    pool.execute(callers);
    seen.see("run by", callers.ran);
    gate.countDown();
    close(pool);
    pool.execute(callers);
    seen.see("not run once shut down", callers.ran + " " + kept.ran + " " + late.ran);
  }

  private static void prioritized(Observer seen) throws Exception {
    ThreadPoolExecutor pool = single(new PriorityBlockingQueue<>());
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    for (int rank : new int[] {5, 3, 9, 1, 7}) {
      pool.execute(new Ranked(rank, order));
    }
    gate.countDown();
    close(pool);
    seen.see("by priority", order);
    ThreadPoolExecutor futures = single(new PriorityBlockingQueue<>());
    CountDownLatch second = new CountDownLatch(1);
    occupy(futures, second);
    seen.call("a future has no order", () -> futures.submit(() -> "b"));
    second.countDown();
    close(futures);
  }

  private static void givenBack(Observer seen) throws Exception {
    ThreadPoolExecutor pool = single(new LinkedBlockingQueue<>());
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    Task plain = new Task("plain");
    pool.execute(plain);
    Future<?> future = pool.submit(plain);
    List<Runnable> left = pool.shutdownNow();
    seen.see("given back", left.size() + " " + (left.get(0) == plain) + (left.get(1) == future));
    seen.see("the future is open", future.isDone() + " " + future.isCancelled());
    left.get(0).run();
    seen.see("run by hand", plain.ran);
    gate.countDown();
    close(pool);
  }

  private static void scheduled(Observer seen) throws Exception {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, threads("identity"));
    Task task = new Task("scheduled");
    Future<?> one = pool.schedule(task, 1, TimeUnit.HOURS);
    Future<?> two = pool.scheduleAtFixedRate(task, 2, 2, TimeUnit.HOURS);
    seen.see("scheduled as", classes(pool.getQueue()));
    seen.see("first in the queue", pool.getQueue().peek() == one);
    seen.see("found", pool.getQueue().contains(two) + " " + pool.getQueue().contains(task));
    seen.see("removed", pool.remove((Runnable) two) + " " + pool.remove(task));
    List<Runnable> left = pool.shutdownNow();
    seen.see("given back", left.size() + " " + (left.get(0) == one));
    close(pool);
  }

  private static void twice(Observer seen) throws Exception {
    ThreadPoolExecutor pool = single(new LinkedBlockingQueue<>());
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    Task task = new Task("twice");
    for (int i = 0; i < 3; i++) {
      pool.execute(task);
    }
    FutureTask<String> future = new FutureTask<>(() -> task.run("future"), "done");
    pool.execute(future);
    pool.execute(future);
    seen.see("the same object", Arrays.stream(pool.getQueue().toArray()).distinct().count());
    pool.remove(task);
    gate.countDown();
    close(pool);
    seen.see("runs of one handed in thrice", task.ran);
  }

  /** Notes where it runs. */
  private static final class Task implements Runnable {
    final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final String name;

    Task(String name) {
      this.name = name;
    }

    @Override
    public void run() {
      run(name);
    }

    void run(String as) {
      ran.add(as + " on " + Thread.currentThread().getName());
    }
  }

  private static final class Ranked implements Runnable, Comparable<Ranked> {
    private final int rank;
    private final List<String> order;

    Ranked(int rank, List<String> order) {
      this.rank = rank;
      this.order = order;
    }

    @Override
    public int compareTo(Ranked other) {
      return Integer.compare(rank, other.rank);
    }

    @Override
    public void run() {
      order.add(String.valueOf(rank));
    }
  }
}
