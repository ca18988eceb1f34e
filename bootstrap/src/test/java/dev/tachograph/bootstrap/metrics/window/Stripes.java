package dev.tachograph.bootstrap.metrics.window;

/** For tests of other packages. */
public final class Stripes {
  private Stripes() {}

  /** Gives a window its stripes, which it would otherwise take under contention. */
  public static void giveTo(QuantileWindow window) {
    window.stripes = new StripeTable(window.capacity);
  }
}
