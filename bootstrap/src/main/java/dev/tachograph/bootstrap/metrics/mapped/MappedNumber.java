package dev.tachograph.bootstrap.metrics.mapped;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A double that is set, in the file. It is one aligned word, so no reader sees half of a value.
 * Beside it may be the time of the last change.
 *
 * <p>The word in the file is the value: there is no other to keep in step, so setting it is a plain
 * store. Until it has a place in the file, the value is in memory. It moves like this:
 *
 * <ol>
 *   <li>The word in the file becomes {@link #NONE}, and threads find it: they set it from now on.
 *   <li>The value in memory is kept in {@link #last} and becomes NONE: nobody changes it any more.
 *   <li>The word becomes that value, unless a thread has set it meanwhile. Whoever finds NONE in
 *       both does this step, so nobody waits.
 * </ol>
 */
@SuppressWarnings("serial")
public final class MappedNumber extends FileEntry {
  /** Not a number, and not the one that {@link Double#doubleToLongBits} makes of all others. */
  private static final long NONE = 0x7FF8_6E6F_6E65_0000L;

  private final ValuesFile file;
  private final int series;
  private final int field;
  private final boolean timed;

  /** The value without a place in the file. */
  private final AtomicLong memory = new AtomicLong();

  /** What {@link #memory} held before it became NONE. */
  private long last;

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
    long now = Double.doubleToLongBits(value);
    ByteBuffer image = buffer;
    if (image == null) {
      setInMemory(now);
    } else {
      store(image, now);
    }
  }

  private void setInMemory(long now) {
    long before;
    do {
      before = memory.get();
      ByteBuffer image = buffer;
      if (before == NONE && image != null) {
        store(image, now);
        return;
      }
    } while (before == NONE || !memory.compareAndSet(before, now));
  }

  /** Moves the value. */
  public void add(double delta) {
    long before;
    long after;
    do {
      before = bits();
      after = Double.doubleToLongBits(Double.longBitsToDouble(before) + delta);
    } while (!replace(before, after));
  }

  private boolean replace(long before, long after) {
    ByteBuffer image = buffer;
    if (image == null || (image.getLong(at) == NONE && memory.get() != NONE)) {
      return memory.compareAndSet(before, after);
    }
    finishMove(image);
    if (!file.compareAndSet(image, at, before, after)) {
      return false;
    }
    storeTime(image);
    return true;
  }

  public double value() {
    return Double.longBitsToDouble(bits());
  }

  private long bits() {
    ByteBuffer image = buffer;
    long inFile = image == null ? NONE : image.getLong(at);
    if (inFile != NONE) {
      return inFile;
    }
    long inMemory = memory.get();
    return inMemory == NONE ? last : inMemory;
  }

  private void store(ByteBuffer image, long now) {
    storeTime(image);
    image.putLong(at, now);
  }

  private void storeTime(ByteBuffer image) {
    if (timed) {
      image.putLong(at + Long.BYTES, System.currentTimeMillis());
    }
  }

  @Override
  protected int bytes() {
    return Layout.RECORD_HEADER + 2 * Long.BYTES;
  }

  @Override
  protected void write(ByteBuffer to, int place, long filePlace) {
    header(to, place, Layout.CELL, Layout.DOUBLE_CELL, field, series, 0);
    at = place + Layout.RECORD_HEADER;
    to.putLong(at, NONE);
    storeTime(to);
    buffer = to;
    long value;
    do {
      value = memory.get();
      last = value;
    } while (!memory.compareAndSet(value, NONE));
    finishMove(to);
  }

  /** Moves the value into the file, unless it has moved or was set there. */
  private void finishMove(ByteBuffer image) {
    if (image.getLong(at) == NONE && memory.get() == NONE) {
      file.compareAndSet(image, at, NONE, last);
    }
  }
}
