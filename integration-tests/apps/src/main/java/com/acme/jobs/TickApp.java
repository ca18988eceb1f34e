package com.acme.jobs;

/**
 * Ticks until it is killed, so that there is always something new to report; or as often as its
 * argument says.
 */
public final class TickApp {
  private TickApp() {}

  public static void main(String[] args) throws InterruptedException {
    Ticker ticker = new Ticker();
    int most = args.length == 0 ? Integer.MAX_VALUE : Integer.parseInt(args[0]);
    for (int i = 0; i < most; i++) {
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
