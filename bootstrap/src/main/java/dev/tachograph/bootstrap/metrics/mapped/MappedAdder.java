package dev.tachograph.bootstrap.metrics.mapped;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LongAdder} whose value is in the file as well. A JVM without a file never loads this
 * class, so that its compiler need not look for it.
 */
@SuppressWarnings("serial")
public final class MappedAdder extends LongAdder {
  private final SpreadCells cells;

  /**
   * @param field which number of the series it is
   */
  public MappedAdder(ValuesFile file, int series, int field) {
    cells = new SpreadCells(new Cell(file, series, field, null, false));
  }

  @Override
  public void add(long x) {
    cells.record(x);
  }

  @Override
  public void increment() {
    cells.record(1);
  }

  @Override
  public void decrement() {
    cells.record(-1);
  }

  @Override
  public long sum() {
    long sum = 0;
    for (MappedCell cell : cells.all()) {
      sum += cell.get() >> 1;
    }
    return sum;
  }

  /** The word is the value, shifted by one bit. */
  @SuppressWarnings("serial")
  private static final class Cell extends MappedCell {
    Cell(ValuesFile file, int series, int field, @Nullable MappedCell replaced, boolean isFurther) {
      super(file, series, field, replaced);
      file.place(
          new Image(isFurther) {
            @Override
            protected int bytes() {
              return Layout.RECORD_HEADER + Long.BYTES;
            }

            @Override
            protected void copy(ByteBuffer buffer, int at, long word) {
              header(buffer, at, Layout.CELL, Layout.LONG_CELL, field, series, 0);
              buffer.putLong(at + Layout.RECORD_HEADER, word >> 1);
            }
          });
    }

    @Override
    protected boolean tryRecord(long value) {
      long word = get();
      if (!enter(word)) {
        return false;
      }
      long next = word + (value << 1);
      try {
        ByteBuffer image = buffer;
        if (image != null) {
          image.putLong(at + Layout.RECORD_HEADER, next >> 1);
        }
      } finally {
        lazySet(next);
      }
      return true;
    }

    @Override
    protected MappedCell another(@Nullable MappedCell stuck) {
      return new Cell(file, series, field, stuck, true);
    }
  }
}
