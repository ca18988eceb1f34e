package com.acme.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * Has a great many task types with long names, and then needs a good part of its heap again and
 * again. Prints a line whenever it did not get it.
 */
public final class TightHeapApp {
  private static final int CHUNK = 1 << 20;

  private TightHeapApp() {}

  /** Measured by the agent, the type as the task type. */
  public int work(String type, int i) {
    return i + type.length();
  }

  /**
   * @param args number of types, length of each, megabytes to need
   */
  public static void main(String[] args) throws InterruptedException {
    int types = Integer.parseInt(args[0]);
    String name = "x".repeat(Integer.parseInt(args[1]));
    int megabytes = Integer.parseInt(args[2]);
    TightHeapApp app = new TightHeapApp();
    int sum = 0;
    for (int i = 0; i < types; i++) {
      sum += app.work(name + i, i);
    }
    System.gc();
    Runtime heap = Runtime.getRuntime();
    System.out.println("> live " + (heap.totalMemory() - heap.freeMemory()));
    System.out.println("> worked " + (sum > 0));
    for (int round = 0; ; round++) {
      List<byte[]> needed = new ArrayList<>();
      try {
        for (int i = 0; i < megabytes; i++) {
          needed.add(new byte[CHUNK]);
        }
      } catch (OutOfMemoryError e) {
        needed.clear();
        System.out.println("> out of memory");
      }
      if (round % 10 == 0) {
        System.out.println("> round " + round);
      }
      Thread.sleep(20);
    }
  }
}
