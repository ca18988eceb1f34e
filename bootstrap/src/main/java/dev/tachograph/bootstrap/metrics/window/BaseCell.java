package dev.tachograph.bootstrap.metrics.window;

/** The first cell of a window. It has a cache line of its own, because it is the hottest cell. */
@SuppressWarnings({"unused", "serial"})
class BaseCell extends WindowCell {
  long p0, p1, p2, p3, p4, p5, p6, p7;

  BaseCell(int capacity) {
    super(capacity, false);
  }
}
