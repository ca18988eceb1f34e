package dev.tachograph.bootstrap.metrics.window;

import org.jspecify.annotations.Nullable;

/**
 * One of several cells that writers spread over. Padded by two cache lines, because processors
 * fetch them in pairs; without the padding, two writers on two stripes are three times slower.
 */
@SuppressWarnings({"unused", "serial"})
class Stripe extends WindowCell {
  /** The stuck stripe that this one replaced; readers still read it. */
  final @Nullable Stripe replaced;

  long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, pa, pb, pc, pd, pe, pf;

  Stripe(int capacity, @Nullable Stripe replaced) {
    super(capacity, true);
    this.replaced = replaced;
  }
}
