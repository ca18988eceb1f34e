package com.acme.executors;

import static com.acme.executors.Program.threads;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * {@code StressApp <seed> <acts> [attach]}: four threads hand tasks of every kind to executors of
 * every kind. With {@code attach} it first does so with executors that have no part in the result,
 * until there is a line on the standard input. In the end it prints what each executor ran.
 */
public final class StressApp {
  private static final int CALLERS = 4;

  private StressApp() {}

  public static void main(String[] args) throws Exception {
    long seed = Long.parseLong(args[0]);
    int acts = Integer.parseInt(args[1]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Thread before = null;
    if (args.length > 2) {
      before = new Thread(() -> load(lanes("old-"), seed, acts), "before");
      before.start();
      pause(in);
    }
    List<Lane> lanes = lanes("");
    load(lanes, seed, acts);
    if (before != null) {
      before.join();
    }
    for (Lane lane : lanes) {
      System.out.println("> lane " + lane.name + " " + lane.ran + " " + lane.failed);
    }
    pause(in);
  }

  private static void pause(BufferedReader in) throws IOException {
    System.out.println("> waiting");
    in.readLine();
  }

  private static List<Lane> lanes(String prefix) {
    List<Lane> lanes = new ArrayList<>();
    add(lanes, prefix + "fixed", Executors.newFixedThreadPool(2, threads(prefix + "fixed")));
    add(lanes, prefix + "single", Executors.newSingleThreadExecutor(threads(prefix + "single")));
    add(lanes, prefix + "cached", Executors.newCachedThreadPool(threads(prefix + "cached")));
    add(
        lanes,
        prefix + "scheduled",
        new ScheduledThreadPoolExecutor(2, threads(prefix + "scheduled")));
    add(lanes, prefix + "fork-join", Program.forkJoin(prefix + "fork-join", 2));
    addSmall(lanes, prefix + "abort", new ThreadPoolExecutor.AbortPolicy());
    addSmall(lanes, prefix + "caller-runs", new ThreadPoolExecutor.CallerRunsPolicy());
    addSmall(lanes, prefix + "discard", new ThreadPoolExecutor.DiscardPolicy());
    addSmall(lanes, prefix + "discard-oldest", new ThreadPoolExecutor.DiscardOldestPolicy());
    addSmall(lanes, prefix + "ignores", (task, pool) -> {});
    addSmall(lanes, prefix + "queues", StressApp::queue);
    addSmall(lanes, prefix + "drops", StressApp::drop);
    addSmall(lanes, prefix + "runs-aside", StressApp::runAside);
    if (Runtime.version().feature() >= 21) {
      add(lanes, prefix + "per-task", perTask(threads(prefix + "per-task")));
    }
    return lanes;
  }

  private static void add(List<Lane> lanes, String name, ExecutorService executor) {
    lanes.add(new Lane(name, executor));
  }

  private static void addSmall(List<Lane> lanes, String name, RejectedExecutionHandler handler) {
    add(
        lanes,
        name,
        new ThreadPoolExecutor(
            1, 2, 1, TimeUnit.MILLISECONDS, new ArrayBlockingQueue<>(4), threads(name), handler));
  }

  private static ExecutorService perTask(ThreadFactory threads) {
    try {
      return (ExecutorService)
          Executors.class
              .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
              .invoke(null, threads);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("no such executor", e);
    }
  }

  private static void queue(Runnable task, ThreadPoolExecutor pool) {
    if (pool.isShutdown() || !pool.getQueue().offer(task)) {
      throw new RejectedExecutionException("full");
    }
  }

  private static void drop(Runnable task, ThreadPoolExecutor pool) {
    if (!pool.isShutdown()) {
      pool.getQueue().poll();
      pool.execute(task);
    }
  }

  private static void runAside(Runnable task, ThreadPoolExecutor pool) {
    Lane.ASIDE.set(true);
    try {
      task.run();
    } finally {
      Lane.ASIDE.set(false);
    }
  }

  private static void load(List<Lane> lanes, long seed, int acts) {
    try {
      for (Lane lane : lanes) {
        lane.begin();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Random random = new Random(seed + i);
      Thread caller = new Thread(() -> call(lanes, random, acts / CALLERS), "caller");
      callers.add(caller);
      caller.start();
    }
    try {
      for (Thread caller : callers) {
        caller.join();
      }
      for (Lane lane : lanes) {
        if (lane.executor instanceof ForkJoinPool) {
          // Once in fifty times that of JDK 25 is idle, shut down, and never terminated.
          ((ForkJoinPool) lane.executor).awaitQuiescence(60, TimeUnit.SECONDS);
          lane.executor.shutdown();
        } else {
          lane.executor.shutdown();
          Program.ended(lane.executor);
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void call(List<Lane> lanes, Random random, int acts) {
    try {
      for (int i = 0; i < acts; i++) {
        lanes.get(random.nextInt(lanes.size())).act(random);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
