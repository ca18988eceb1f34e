package com.acme.contracts;

import static com.acme.contracts.Observer.close;
import static com.acme.contracts.Observer.threads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** What the JDK's factory methods return. */
final class Wrappers {
  private Wrappers() {}

  static void show(Observer seen) throws Exception {
    Map<String, ExecutorService> all = new LinkedHashMap<>();
    all.put("fixed", Executors.newFixedThreadPool(2, threads("wrappers")));
    all.put("cached", Executors.newCachedThreadPool(threads("wrappers")));
    all.put("single", Executors.newSingleThreadExecutor(threads("wrappers")));
    all.put(
        "unconfigurable",
        Executors.unconfigurableExecutorService(
            Executors.newFixedThreadPool(1, threads("wrappers"))));
    all.put("scheduled", Executors.newScheduledThreadPool(1, threads("wrappers")));
    all.put("single-scheduled", Executors.newSingleThreadScheduledExecutor(threads("wrappers")));
    all.put(
        "unconfigurable-scheduled",
        Executors.unconfigurableScheduledExecutorService(
            Executors.newScheduledThreadPool(1, threads("wrappers"))));
    all.put("stealing", Executors.newWorkStealingPool(2));
    for (Map.Entry<String, ExecutorService> entry : all.entrySet()) {
      look(seen, entry.getKey(), entry.getValue());
    }
  }

  private static void look(Observer seen, String name, ExecutorService executor) throws Exception {
    seen.see(name + " is", executor.getClass().getName() + " " + kinds(executor));
    seen.see(name + " gives", executor.submit(() -> "value").get());
    seen.see(name + " future", executor.submit(() -> "value").getClass().getName());
    if (executor instanceof ScheduledExecutorService) {
      ScheduledExecutorService scheduled = (ScheduledExecutorService) executor;
      seen.see(name + " later", scheduled.schedule(() -> "l", 1, TimeUnit.MILLISECONDS).get());
    }
    close(executor);
    seen.see(name + " ended", executor.isTerminated() + " " + executor.shutdownNow());
    if (!executor.getClass().getSimpleName().equals("ForkJoinPool")) {
      seen.see(name + " says", executor);
      seen.call(name + " refuses", () -> executor.submit(() -> "late"));
    }
  }

  private static List<String> kinds(ExecutorService executor) {
    List<String> kinds = new ArrayList<>();
    for (Class<?> kind :
        new Class<?>[] {
          ThreadPoolExecutor.class,
          ScheduledThreadPoolExecutor.class,
          ScheduledExecutorService.class,
          AutoCloseable.class
        }) {
      if (kind.isInstance(executor)) {
        kinds.add(kind.getSimpleName());
      }
    }
    return kinds;
  }
}
