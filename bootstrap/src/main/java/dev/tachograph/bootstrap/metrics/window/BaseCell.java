package dev.tachograph.bootstrap.metrics.window;

/** The cell that a window starts with, alone on its cache line: it is the hottest of all. */
@SuppressWarnings({"unused", "serial"})
final class BaseCell extends WindowCell {
  long p0, p1, p2, p3, p4, p5, p6, p7;

  BaseCell(int capacity) {
    super(capacity, false);
  }
}
