package com.acme.jobs;

/** Ticks until it is killed, so that there is always something new to report. */
public final class TickApp {
  private TickApp() {}

  @SuppressWarnings("InfiniteLoopStatement")
  public static void main(String[] args) throws InterruptedException {
    Ticker ticker = new Ticker();
    for (int i = 0; ; i++) {
      ticker.tick("t" + i % 200);
      if (i == 0) {
        System.out.println("> ticking");
      }
      Thread.sleep(1);
    }
  }

  static final class Ticker {
    void tick(String name) {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("nameless");
      }
    }
  }
}
