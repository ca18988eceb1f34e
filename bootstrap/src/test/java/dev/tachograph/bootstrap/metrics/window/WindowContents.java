package dev.tachograph.bootstrap.metrics.window;

import java.util.Arrays;

/** The values in a window, which its snapshots do not show. */
final class WindowContents {
  private WindowContents() {}

  static long[] of(QuantileWindow window) {
    WindowReader reader = new WindowReader();
    int size = reader.load(window);
    return Arrays.copyOf(reader.values, size);
  }
}
