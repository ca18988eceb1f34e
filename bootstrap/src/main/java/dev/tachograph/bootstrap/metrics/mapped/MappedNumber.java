package dev.tachograph.bootstrap.metrics.mapped;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A double that is set, in memory and in the file. Its image is one aligned word, so no reader sees
 * half of a value. Beside it may be the time of the last change.
 */
@SuppressWarnings("serial")
public final class MappedNumber extends FileEntry {
  private final ValuesFile file;
  private final AtomicLong bits = new AtomicLong(Double.doubleToRawLongBits(0.0));
  private final int series;
  private final int field;
  private final boolean timed;

  /** Set before {@link #buffer}. */
  private int at;

  private volatile @Nullable ByteBuffer buffer;

  /**
   * @param timed whether to keep the time of the last change, which costs a reading of the clock
   */
  public MappedNumber(ValuesFile file, int series, int field, boolean timed) {
    this.file = file;
    this.series = series;
    this.field = field;
    this.timed = timed;
    file.place(this);
  }

  /** Replaces the value. */
  public void set(double value) {
    long now = Double.doubleToRawLongBits(value);
    bits.lazySet(now);
    file.fence();
    keepImage(now);
  }

  /** Moves the value. */
  public void add(double delta) {
    long before;
    long after;
    do {
      before = bits.get();
      after = Double.doubleToRawLongBits(Double.longBitsToDouble(before) + delta);
    } while (!bits.compareAndSet(before, after));
    keepImage(after);
  }

  /**
   * Stores the value into the image. Another thread may have moved on and stored already, or the
   * image may come at this moment with a value from before. So whoever has stored looks once more,
   * and by compare-and-set: a plain look might be taken before the store is seen.
   */
  private void keepImage(long value) {
    long stored = value;
    while (true) {
      ByteBuffer image = buffer;
      if (image != null) {
        store(image, stored);
      }
      if (bits.compareAndSet(stored, stored) && image == buffer) {
        return;
      }
      stored = bits.get();
    }
  }

  public double value() {
    return Double.longBitsToDouble(bits.get());
  }

  private void store(ByteBuffer image, long now) {
    if (timed) {
      image.putLong(at + Layout.RECORD_HEADER + Long.BYTES, System.currentTimeMillis());
    }
    image.putLong(at + Layout.RECORD_HEADER, now);
  }

  @Override
  protected int bytes() {
    return Layout.RECORD_HEADER + 2 * Long.BYTES;
  }

  @Override
  protected void write(ByteBuffer to, int place, long filePlace) {
    header(to, place, Layout.CELL, Layout.DOUBLE_CELL, field, series, 0);
    at = place;
    buffer = to;
    keepImage(bits.get());
  }
}
