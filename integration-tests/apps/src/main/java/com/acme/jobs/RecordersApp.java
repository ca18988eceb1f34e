package com.acme.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * {@code RecordersApp <threads> <calls of each>}: platform threads that call one method at once.
 */
public final class RecordersApp {
  private RecordersApp() {}

  /** Measured by the agent. */
  static int act(int i) {
    return i + 1;
  }

  public static void main(String[] args) throws Exception {
    int calls = Integer.parseInt(args[1]);
    System.out.println("> waiting");
    System.in.read();
    List<Thread> threads = new ArrayList<>();
    for (int t = Integer.parseInt(args[0]); t > 0; t--) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < calls; i++) {
                  act(i);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("> recorded");
    while (System.in.read() >= 0) {
      // Until it is killed.
    }
  }
}
