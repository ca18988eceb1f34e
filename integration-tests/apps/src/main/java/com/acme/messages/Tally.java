package com.acme.messages;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** What a program's listeners did, as they count it themselves: by task and outcome. */
final class Tally {
  private static final String FAILS_ONCE = "fails once";
  private static final String FAILS_TWICE = "fails twice";
  private static final String FAILS = "fails";

  private static final String HOLDS = "holds";
  private static final long HOLD_MILLIS = 100;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, Integer> failures = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();
  private volatile CountDownLatch held = new CountDownLatch(1);

  /**
   * Counts the delivery of a message. Returns whether its listener must fail. One whose text says
   * so keeps its thread until it is {@linkplain #release() released}.
   */
  boolean delivered(String task, String text, boolean redelivered) {
    if (text.startsWith(HOLDS)) {
      try {
        held.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return countDelivery(task, text, redelivered);
  }

  private synchronized boolean countDelivery(String task, String text, boolean redelivered) {
    boolean fails =
        text.startsWith(FAILS)
            && failures.merge(task + text, 1, Integer::sum) <= mostFailures(text);
    add(task + (fails ? " FAILURE" : " SUCCESS"), 1);
    if (redelivered) {
      add(task + " REDELIVERED", 1);
    }
    return fails;
  }

  private static int mostFailures(String text) {
    if (text.startsWith(FAILS_ONCE)) {
      return 1;
    }
    return text.startsWith(FAILS_TWICE) ? 2 : Integer.MAX_VALUE;
  }

  /** As {@link #delivered(String, String, boolean)}, and throws if the listener must fail. */
  <F extends Throwable> void delivered(String task, String text, boolean redelivered, F failure)
      throws F {
    if (delivered(task, text, redelivered)) {
      throw failure;
    }
  }

  /** Begins anew: nothing has been delivered, and nothing has failed. */
  synchronized void clear() {
    counts.clear();
    failures.clear();
    seen.clear();
    held = new CountDownLatch(1);
  }

  /** What was sent behind a message that holds its thread has waited that long at least. */
  void release() throws InterruptedException {
    Thread.sleep(HOLD_MILLIS);
    held.countDown();
  }

  /** Notes something. Returns whether it is new. */
  synchronized boolean see(String what) {
    return seen.add(what);
  }

  /** How many things of this kind were noted. */
  synchronized long seen(String kind) {
    return seen.stream().filter(what -> what.startsWith(kind)).count();
  }

  synchronized void add(String what, int count) {
    counts.merge(what, count, Integer::sum);
  }

  synchronized int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  /** How many deliveries of a task have succeeded. */
  int succeeded(String task) {
    return count(task + " SUCCESS");
  }

  /** How many deliveries of a task have failed. */
  int failed(String task) {
    return count(task + " FAILURE");
  }

  /** Whether a task was delivered that often, with success or not. */
  boolean hasTaken(String task, int count) {
    return succeeded(task) + failed(task) == count;
  }

  synchronized void print() {
    counts.forEach((what, count) -> System.out.println(what + " " + count));
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }
}
