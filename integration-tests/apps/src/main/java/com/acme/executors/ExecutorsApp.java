package com.acme.executors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Plays all scenes: those of the first part, then those of the second, and waits for a line on its
 * standard input after each. With the argument {@code warm} it first uses every executor of the
 * JDK, and waits then, too.
 */
public final class ExecutorsApp {
  private ExecutorsApp() {}

  public static void main(String[] args) throws Exception {
    Program program = new Program();
    ThreadPools.addTo(program);
    Rejections.addTo(program);
    Schedules.addTo(program);
    ForkJoins.addTo(program);
    Stages.addTo(program);
    PerTask.addTo(program);
    program.scene("no-pool", Stages::onNoPool);

    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    if (args.length > 0 && args[0].equals("warm")) {
      warmUp();
      pause(in);
    }
    program.playFirst();
    pause(in);
    program.playSecond();
    pause(in);
  }

  private static void warmUp() throws Exception {
    ThreadPoolExecutor pool = Program.fixed("warm", 1);
    ForkJoinPool forkJoin = Program.forkJoin("warm-fork-join", 1);
    ScheduledThreadPoolExecutor scheduled =
        new ScheduledThreadPoolExecutor(1, Program.threads("warm-scheduled"));
    for (ExecutorService executor : new ExecutorService[] {pool, forkJoin, scheduled}) {
      executor.submit(Program::nothing).get();
      CompletableFuture.supplyAsync(() -> 1, executor).thenApplyAsync(i -> i, executor).join();
    }
    scheduled.schedule(Program::nothing, 1, TimeUnit.MILLISECONDS).get();
    for (ExecutorService executor : new ExecutorService[] {pool, forkJoin, scheduled}) {
      Program.close(executor);
    }
    Stages.onNoPool();
  }

  private static void pause(BufferedReader in) throws IOException {
    System.out.println("> waiting");
    in.readLine();
  }
}
