package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import dev.tachograph.bootstrap.metrics.mapped.MappedAccess;
import dev.tachograph.bootstrap.metrics.mapped.ValuesFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A file in memory, and what a reader who knows only its bytes finds in it. */
final class FileImage {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  final ValuesFile file;
  private final List<ByteBuffer> segments = new ArrayList<>();

  FileImage(int maxSegments) {
    file =
        new ValuesFile(
            new MappedAccess() {
              @Override
              public void betweenStores() {}

              @Override
              public boolean compareAndSet(ByteBuffer buffer, int at, long expected, long value) {
                return LONGS.compareAndSet(buffer, at, expected, value);
              }
            },
            maxSegments);
  }

  /** Adds a segment, as the agent's thread would. */
  FileImage grow() {
    ByteBuffer segment =
        ByteBuffer.allocateDirect(Layout.segmentSize(segments.size()))
            .order(ByteOrder.LITTLE_ENDIAN);
    segments.add(segment);
    file.add(segment);
    return this;
  }

  MetricRegistry registry(Distribution distribution) {
    return new MetricRegistry(
        1000,
        1000,
        new TimerPolicy() {
          @Override
          public Distribution distribution(String family) {
            return distribution;
          }

          @Override
          public double[] buckets(String family, double[] defaultBuckets) {
            return defaultBuckets;
          }
        },
        new RegistryFile(file, (family, counts) -> GaugeMode.LIVE_ALL));
  }

  /** A record: its segment's buffer, and where it begins there. */
  static final class Found {
    final ByteBuffer in;
    final int at;

    Found(ByteBuffer in, int at) {
      this.in = in;
      this.at = at;
    }

    int field() {
      return in.getShort(at + Layout.FIELD_AT);
    }

    long number(int offset) {
      return in.getLong(at + offset);
    }

    int integer(int offset) {
      return in.getInt(at + offset);
    }
  }

  List<Found> records(int type, int subtype) {
    List<Found> found = new ArrayList<>();
    for (int number = 0; number < segments.size(); number++) {
      ByteBuffer segment = segments.get(number);
      int index = Layout.segmentStart(number) + Layout.SEGMENT_HEADER;
      for (int entry = 0; entry < Layout.indexEntries(number); entry++) {
        long place = segment.getLong(index + entry * Long.BYTES);
        int at = (int) (place - Layout.segmentPosition(number));
        if (place != 0
            && segment.get(at + Layout.TYPE_AT) == type
            && segment.get(at + Layout.SUBTYPE_AT) == subtype) {
          found.add(new Found(segment, at));
        }
      }
    }
    return found;
  }

  /** The sum of the images of a number. */
  long sum(int field) {
    return records(Layout.CELL, Layout.LONG_CELL).stream()
        .filter(cell -> cell.field() == field)
        .mapToLong(cell -> cell.number(Layout.RECORD_HEADER))
        .sum();
  }

  /** The values of a window's ring, in the order of its slots; empty if there is no ring. */
  long[] ring(Found window) {
    long word = window.number(Layout.RING_AT);
    if (word == 0) {
      return new long[0];
    }
    long place = word & Layout.RING_PLACE;
    int number = 0;
    while (place >= Layout.segmentPosition(number + 1)) {
      number++;
    }
    ByteBuffer segment = segments.get(number);
    int at = (int) (place - Layout.segmentPosition(number));
    int slots = 1 << (int) (word >>> Layout.RING_SLOTS_SHIFT & Layout.RING_SLOTS_MASK);
    long[] values = new long[slots];
    for (int i = 0; i < slots; i++) {
      values[i] =
          (word & Layout.RING_WIDE) != 0
              ? segment.getLong(at + i * Long.BYTES)
              : Integer.toUnsignedLong(segment.getInt(at + i * Integer.BYTES));
    }
    return values;
  }

  /** What the image of a window says: the sum that belongs to its count. */
  static long sum(Found cell) {
    long count = cell.number(Layout.COUNT_AT);
    return cell.number(Layout.SUMS_AT + (int) (count & 1) * Long.BYTES);
  }
}
