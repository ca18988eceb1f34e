package dev.tachograph.bootstrap.metrics.window;

import org.jspecify.annotations.Nullable;

/**
 * One of several cells that writers spread over. Padded by two cache lines, since processors fetch
 * them in pairs: without, two writers on two stripes are three times slower.
 */
@SuppressWarnings({"unused", "serial"})
final class Stripe extends WindowCell {
  /** The stripe whose place this one took because it seemed stuck; readers still read it. */
  final @Nullable Stripe replaced;

  long p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, pa, pb, pc, pd, pe, pf;

  Stripe(int capacity, @Nullable Stripe replaced) {
    super(capacity, true);
    this.replaced = replaced;
  }
}
