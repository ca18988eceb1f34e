package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.Layout;
import dev.tachograph.bootstrap.metrics.mapped.MappedAdder;
import dev.tachograph.bootstrap.metrics.mapped.MappedBuckets;
import dev.tachograph.bootstrap.metrics.mapped.MappedNumber;
import dev.tachograph.bootstrap.metrics.mapped.SeriesRecord;
import dev.tachograph.bootstrap.metrics.mapped.ValuesFile;
import dev.tachograph.bootstrap.metrics.window.MappedWindow;
import dev.tachograph.bootstrap.metrics.window.QuantileWindow;
import java.util.concurrent.atomic.LongAdder;

/** Keeps the numbers of a series in the file of this process. */
final class MappedCells extends CellSource {
  private final ValuesFile file;
  private final int series;
  private final boolean timed;

  MappedCells(SeriesRecord record, boolean timed) {
    this.file = record.file();
    this.series = record.id();
    this.timed = timed;
  }

  @Override
  boolean isInFile() {
    return true;
  }

  @Override
  LongAdder adder(int field) {
    return new MappedAdder(file, series, field);
  }

  @Override
  GaugeCell gauge() {
    return new ImagedGauge(new MappedNumber(file, series, Layout.VALUE, timed));
  }

  @Override
  QuantileWindow window(int capacity) {
    return new MappedWindow(capacity, file, series);
  }

  @Override
  Histogram histogram(long[] bounds) {
    return new ImagedHistogram(bounds, new MappedBuckets.Classic(file, series, bounds));
  }

  @Override
  NativeHistogram nativeHistogram() {
    return new ImagedNativeHistogram(new ExponentialCells(file, series));
  }

  @SuppressWarnings("serial")
  private static final class ImagedGauge extends GaugeCell {
    private final MappedNumber number;

    ImagedGauge(MappedNumber number) {
      this.number = number;
    }

    @Override
    void put(double value) {
      number.set(value);
    }

    @Override
    void move(double delta) {
      number.add(delta);
    }

    @Override
    double value() {
      return number.value();
    }
  }

  private static final class ImagedHistogram extends Histogram {
    private final MappedBuckets cells;

    ImagedHistogram(long[] bounds, MappedBuckets cells) {
      super(bounds, false);
      this.cells = cells;
    }

    @Override
    public void record(long value) {
      cells.record(Math.max(value, 0));
    }

    @Override
    public long count() {
      return cells.count();
    }

    @Override
    long read(long[] counts) {
      return cells.addTo(counts);
    }
  }

  /** Bucket 0 is that of zero; the others follow in the order of their bounds. */
  private static final class ExponentialCells extends MappedBuckets {
    ExponentialCells(ValuesFile file, int series) {
      super(file, series, Layout.NATIVE_BUCKETS, NativeHistogram.POSITIONS + 1, new long[0]);
    }

    @Override
    protected int bucketOf(long value) {
      return value == 0
          ? 0
          : ExponentialBuckets.indexOf(value) - ExponentialBuckets.FIRST_INDEX + 1;
    }
  }

  private static final class ImagedNativeHistogram extends NativeHistogram {
    private final MappedBuckets cells;

    ImagedNativeHistogram(MappedBuckets cells) {
      super(false);
      this.cells = cells;
    }

    @Override
    public void record(long nanos) {
      cells.record(Math.max(nanos, 0));
    }

    @Override
    public long count() {
      return cells.count();
    }

    @Override
    long read(long[] counts) {
      return cells.addTo(counts);
    }
  }
}
