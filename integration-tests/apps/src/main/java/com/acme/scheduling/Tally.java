package com.acme.scheduling;

import java.io.BufferedReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What a program's tasks did, as they count it themselves: by task and outcome. */
final class Tally {
  /** Runs tasks, and returns when all are done. */
  interface Round {
    void run() throws Exception;
  }

  private final Map<String, Integer> counts = new TreeMap<>();

  /** Says when the second round is to begin; null if there is one only. */
  private final BufferedReader word;

  private volatile boolean isBetween;
  private volatile boolean hasHeld;

  Tally() {
    this(null);
  }

  Tally(BufferedReader word) {
    this.word = word;
  }

  boolean hasTwoRounds() {
    return word != null;
  }

  /** Runs tasks, and again if there are two rounds, which are counted each by itself. */
  void rounds(Round round) throws Exception {
    rounds(round, false);
  }

  /**
   * As above.
   *
   * @param hasPeriodic whether tasks come by themselves, which {@link #held} holds between rounds
   */
  void rounds(Round round, boolean hasPeriodic) throws Exception {
    round.run();
    if (hasTwoRounds()) {
      isBetween = true;
      await(() -> hasHeld || !hasPeriodic);
      print();
      System.out.println("> waiting");
      word.readLine();
      synchronized (this) {
        counts.clear();
      }
      isBetween = false;
      round.run();
    }
  }

  /** Holds a task that comes between two rounds. It must not do anything then. */
  boolean held() {
    if (!isBetween) {
      return false;
    }
    hasHeld = true;
    try {
      await(() -> !isBetween);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  /** Counts a task, and whether it is about to fail. Returns how many of its kind there were. */
  synchronized int add(String task, boolean fails) {
    return counts.merge(task + (fails ? " FAILURE" : " SUCCESS"), 1, Integer::sum);
  }

  synchronized int total(String task) {
    return counts.getOrDefault(task + " SUCCESS", 0) + counts.getOrDefault(task + " FAILURE", 0);
  }

  synchronized void print() {
    counts.forEach((outcome, count) -> System.out.println(outcome + " " + count));
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }
}
