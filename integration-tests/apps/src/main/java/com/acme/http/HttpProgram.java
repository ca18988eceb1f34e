package com.acme.http;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Makes the calls that it is told to, one a line, and prints what the application sees: {@code get
 * URL}, {@code async URL}, {@code crowd THREADS CALLS URL} and so on. The first argument is the
 * class of the client.
 */
public final class HttpProgram {
  private static final int PATIENCE = 10_000;

  private final HttpCalls calls;
  private final BufferedReader commands =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private HttpProgram(HttpCalls calls) {
    this.calls = calls;
  }

  public static void main(String[] args) throws Exception {
    Class<?> type = Class.forName(args[0]);
    new HttpProgram((HttpCalls) type.getDeclaredConstructor().newInstance()).run();
    System.exit(0);
  }

  private void run() throws Exception {
    say("ready");
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      if (words[0].equals("exit")) {
        calls.close();
        say("ok");
        return;
      }
      String seen;
      try {
        seen = obey(words);
      } catch (Throwable e) {
        // What a timeout was caused by depends on who noticed it first.
        seen = "threw " + (words[0].equals("within") ? e.getClass().getName() : chain(e));
      }
      say(words[0] + ": " + seen);
      say("ok");
    }
  }

  private String obey(String[] words) throws Exception {
    switch (words[0]) {
      case "get":
        return calls.get(words[1]);
      case "post":
        return calls.post(words[1], words[2]);
      case "within":
        return calls.getWithin(words[2], Integer.parseInt(words[1]));
      case "async":
        return calls.getAsync(words[1]);
      case "cancel":
        return calls.cancel(words[1], this::awaitLine);
      case "reject":
        return calls.reject(words[1]);
      case "prepare":
        return calls.prepare(words[1]);
      case "slowly":
        return calls.getSlowly(words[1], this::awaitLine);
      case "websocket":
        return calls.webSocket(words[1]);
      case "close":
        return closedUnderWay(words[1]);
      case "upload":
        return calls.upload(words[1], words[2]);
      case "crowd":
        return crowd(Integer.parseInt(words[1]), Integer.parseInt(words[2]), words[3]);
      default:
        throw new IllegalArgumentException(Arrays.toString(words));
    }
  }

  /** Waits until the test has seen what it wants to see. */
  private void awaitLine() {
    try {
      say("waiting");
      commands.readLine();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String crowd(int threads, int callsOfEach, String url) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<String>> outcomes = new ArrayList<>();
    for (int i = 0; i < threads * callsOfEach; i++) {
      outcomes.add(pool.submit(() -> calls.get(url)));
    }
    String seen = "";
    for (Future<String> outcome : outcomes) {
      String one = outcome.get();
      seen = seen.isEmpty() || seen.equals(one) ? one : "different: " + seen + ", " + one;
    }
    pool.shutdown();
    return seen;
  }

  /**
   * Closes the client while a call is under way; what becomes of that differs from one to another.
   */
  private String closedUnderWay(String url) throws Exception {
    AtomicReference<String> seen = new AtomicReference<>("no end");
    Thread caller =
        new Thread(
            () -> {
              try {
                String async = calls.getAsync(url);
                seen.set(async.equals(HttpCalls.UNSUPPORTED) ? calls.get(url) : async);
              } catch (Throwable e) {
                seen.set("threw " + chain(e));
              }
            });
    caller.setDaemon(true);
    caller.start();
    awaitLine();
    calls.close();
    caller.join(PATIENCE);
    return seen.get();
  }

  private static String chain(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = thrown; t != null && text.length() < 2000; t = t.getCause()) {
      text.append(text.length() == 0 ? "" : " <- ").append(t.getClass().getName());
    }
    return text.toString();
  }

  private static void say(String line) {
    System.out.println("> " + line);
  }
}
