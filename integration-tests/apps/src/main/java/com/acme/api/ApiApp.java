package com.acme.api;

import com.sun.management.ThreadMXBean;
import dev.tachograph.api.Operations;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Does what its arguments say, in their order, and prints what it learns. {@code wait} waits for a
 * line on the standard input.
 */
public final class ApiApp {
  private static final int RECORDERS = 16;
  private static final int CALLS_OF_EACH = 1_000_000;
  private static final int EQUALS = 100;

  private ApiApp() {}

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String arg : args) {
      if (arg.equals("wait")) {
        System.out.println("> waiting");
        in.readLine();
      } else if (arg.startsWith("allocate=")) {
        System.out.println("> allocated " + allocated(Integer.parseInt(arg.substring(9))));
      } else {
        obey(arg);
      }
    }
  }

  private static void obey(String arg) throws Exception {
    switch (arg) {
      case "rows":
        rows();
        return;
      case "seven":
        seven();
        return;
      case "copies":
        copies();
        return;
      case "unusable":
        Unusable.calls();
        return;
      case "crowd":
        crowd();
        return;
      case "status":
        System.out.println("> summary " + Operations.summary());
        System.out.println("> health " + Operations.health());
        return;
      default:
        throw new IllegalArgumentException(arg);
    }
  }

  /** One or more calls of each kind. */
  private static void rows() {
    Operations.latency("intent", 0.02);
    Operations.duration("execute", 0.3, "task_type", "mail");
    Operations.latency("execute", 0.1);
    Operations.success("plan");
    Operations.failure("plan", "IOException");
    for (int attempt = 1; attempt <= 3; attempt++) {
      Operations.retry("plan", attempt);
    }
    Operations.record("answer", true, 0.2);
    for (int i = 0; i < EQUALS; i++) {
      Operations.record(
          "classify", i % 10 != 0, 0.001, "Rejected", "size", i % 2 == 0 ? "even" : "odd");
    }
    Operations.record(
        "user_engagement", true, 1.5, null, "action", "click", "page", "home", "team", "web");
    List<Operations.Item> items =
        Arrays.asList(
            Operations.Item.success("batched").took(0.1).label("size", "small"),
            Operations.Item.success(null),
            Operations.Item.failure("batched", "Rejected"));
    System.out.println("> batch " + Operations.recordBatch(items));
    try (Operations.Call call = Operations.start("handled", "task_type", "held")) {
      call.retry();
      System.out.println("> recorded");
    }
  }

  /** One batch, which nobody flushes. */
  private static void seven() {
    List<Operations.Item> items = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      items.add(Operations.Item.success("mailed").took(0.1).label("size", "small"));
    }
    System.out.println("> batch " + Operations.recordBatch(items));
  }

  /** Two copies of everything, each in a class loader of its own that knows nothing of this one. */
  private static void copies() throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(new File(path).toURI().toURL());
    }
    for (int i = 0; i < 2; i++) {
      try (URLClassLoader loader =
          new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
        Class<?> recorder = loader.loadClass("com.acme.api.Recorder");
        if (recorder == Recorder.class) {
          throw new IllegalStateException("no copy");
        }
        ((Runnable) recorder.getConstructor().newInstance()).run();
      }
    }
    new Recorder().run();
  }

  private static void crowd() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < RECORDERS; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int call = 0; call < CALLS_OF_EACH; call++) {
                  Operations.success("crowd", "kind", "many");
                  if (call % 10 == 0) {
                    Operations.record("crowd", true, 0.001, null, "kind", "many");
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /**
   * The bytes that this thread allocates for that many calls, of all methods in turn.
   *
   * @param calls a multiple of ten
   */
  private static long allocated(int calls) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    Map<String, String> labels = Collections.singletonMap("kind", "none");
    List<Operations.Item> items = Collections.singletonList(Operations.Item.success("none"));
    IllegalStateException failure = new IllegalStateException("none");
    // Loads what there is to load.
    tenCalls(labels, items, failure);
    threads.getThreadAllocatedBytes(thread);
    long before = threads.getThreadAllocatedBytes(thread);
    int found = 0;
    for (int i = 0; i < calls / 10; i++) {
      found += tenCalls(labels, items, failure);
    }
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    if (found != 0) {
      throw new IllegalStateException("there is an agent");
    }
    return allocated;
  }

  private static int tenCalls(
      Map<String, String> labels, List<Operations.Item> items, IllegalStateException failure) {
    Operations.record("none", true, 0.1);
    Operations.record("none", false, 0.1, "none", "kind", "none", "size", "none");
    Operations.latency("none", 0.1, "kind", "none");
    Operations.success("none", labels);
    Operations.failure("none", "none");
    Operations.retry("none", 2);
    try (Operations.Call call = Operations.start("none", "kind", "none")) {
      call.failed(failure);
      call.retry();
    }
    boolean enabled = (Boolean) Operations.summary().get("metrics_enabled");
    boolean healthy = (Boolean) Operations.health().get("metrics_enabled");
    return Operations.recordBatch(items) + (enabled || healthy ? 1 : 0);
  }
}
