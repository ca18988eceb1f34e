package dev.tachograph.bootstrap.metrics.mapped;

/**
 * The places and codes of the file format, version {@value #VERSION}. All numbers little-endian.
 */
public final class Layout {
  /** The first eight bytes of a file: "TACHOVAL". */
  public static final long MAGIC = 0x4C41564F48434154L;

  public static final int VERSION = 2;

  /** The bytes of the file's header. */
  public static final int HEADER = 128;

  public static final int VERSION_AT = 8;
  public static final int CHECKSUM_AT = 12;
  public static final int ID_AT = 16;
  public static final int BOOT_ID_AT = 32;
  public static final int PID_AT = 48;
  public static final int START_AT = 56;

  /** The end of the bytes under the header's checksum, which begin at {@link #ID_AT}. */
  public static final int CHECKED_END = 64;

  /** The number of segments that the file has had at least; outside of the checksum. */
  public static final int SEGMENTS_AT = 64;

  /** The first eight bytes of a segment: "SEGMENT1". */
  public static final long SEGMENT_MAGIC = 0x31544E454D474553L;

  /** The bytes of a segment's header, in front of its index. */
  public static final int SEGMENT_HEADER = 16;

  /** A segment's index has one entry for so many bytes of the segment. */
  public static final int BYTES_PER_INDEX_ENTRY = 128;

  private static final int FIRST_SEGMENT = 1 << 16;
  private static final int DOUBLINGS = 7;

  /** The bytes of a record's header, in front of its content. */
  public static final int RECORD_HEADER = 16;

  public static final int TYPE_AT = 4;
  public static final int SUBTYPE_AT = 5;
  public static final int FIELD_AT = 6;
  public static final int SUBJECT_AT = 8;
  public static final int OBJECT_AT = 12;

  public static final int FAMILY = 1;
  public static final int SERIES = 2;
  public static final int CELL = 3;
  public static final int LINK = 4;

  /** Says of the process what its header does not: the value of its label {@code instance}. */
  public static final int PROCESS = 5;

  public static final int COUNTER_FAMILY = 1;
  public static final int GAUGE_FAMILY = 2;
  public static final int INFO_FAMILY = 3;
  public static final int UP_DOWN_FAMILY = 4;
  public static final int TIMER_FAMILY = 5;
  public static final int SIZE_FAMILY = 6;

  /** A count and a sum without quantiles, in the exposed unit. */
  public static final int SUMMARY_FAMILY = 7;

  /** Of a family: its gauge mode, its derivation, the number of its labels, its base, its texts. */
  public static final int MODE_AT = RECORD_HEADER;

  public static final int DERIVATION_AT = RECORD_HEADER + 1;
  public static final int LABELS_AT = RECORD_HEADER + 2;
  public static final int BASE_AT = RECORD_HEADER + 4;
  public static final int FAMILY_TEXTS_AT = RECORD_HEADER + 8;

  /** Of a series: its state, the number of its label values, and these. */
  public static final int STATE_AT = RECORD_HEADER;

  public static final int VALUES_AT = RECORD_HEADER + 8;
  public static final int SERIES_TEXTS_AT = RECORD_HEADER + 10;

  /** The states of a series. One that is new belongs to the family only if it has a number. */
  public static final long NEW = 0;

  public static final long IN_FAMILY = 1;
  public static final long GONE = 2;

  public static final int LONG_CELL = 1;
  public static final int DOUBLE_CELL = 2;
  public static final int WINDOW_CELL = 3;
  public static final int BUCKET_CELL = 4;

  /** Of a window or of buckets: the number of observations, and two sums, used in turn. */
  public static final int COUNT_AT = RECORD_HEADER;

  public static final int SUMS_AT = RECORD_HEADER + 8;

  /** Of a window: the place and form of the ring, and the numbers that limit it. */
  public static final int RING_AT = RECORD_HEADER + 24;

  public static final int CAPACITY_AT = RECORD_HEADER + 32;
  public static final int RING_SIZE_AT = RECORD_HEADER + 36;
  public static final int WINDOW_BYTES = RECORD_HEADER + 40;

  public static final int RING_SLOTS_SHIFT = 48;
  public static final long RING_WIDE = 1L << 56;
  public static final long RING_STAMPED = 1L << 57;
  public static final long RING_PLACE = (1L << RING_SLOTS_SHIFT) - 1;
  public static final int RING_SLOTS_MASK = 0x3F;

  /** Of buckets: two numbers of the bucket last counted, used in turn, the counts, the bounds. */
  public static final int LAST_BUCKETS_AT = RECORD_HEADER + 24;

  public static final int BUCKETS_AT = RECORD_HEADER + 40;

  /** Of native buckets: the resolution, and the index of the first bucket behind that of zero. */
  public static final int NATIVE_SCHEMA = 3;

  public static final int NATIVE_FIRST_INDEX = -239;

  /** The numbers of the fields of a series. */
  public static final int VALUE = 0;

  public static final int DOWNS = 1;
  public static final int DURATIONS = 2;
  public static final int BUCKETS = 3;
  public static final int NATIVE_BUCKETS = 4;
  public static final int BEGUN = 5;
  public static final int FAILED = 6;
  public static final int WITHOUT_OUTCOME = 7;
  public static final int WITHOUT_DURATION = 8;
  public static final int REPEATED = 9;
  public static final int SUM = 10;

  private Layout() {}

  /** The bytes of the segment with this number. */
  public static int segmentSize(int segment) {
    return FIRST_SEGMENT << Math.min(segment, DOUBLINGS);
  }

  /** Where in the file the segment with this number begins. */
  public static long segmentPosition(int segment) {
    int doubled = Math.min(segment, DOUBLINGS);
    long position = FIRST_SEGMENT * ((1L << doubled) - 1);
    return position + (segment - doubled) * (long) segmentSize(DOUBLINGS);
  }

  /** Where in a segment its header begins. */
  public static int segmentStart(int segment) {
    return segment == 0 ? HEADER : 0;
  }

  public static int indexEntries(int segment) {
    return segmentSize(segment) / BYTES_PER_INDEX_ENTRY;
  }
}
