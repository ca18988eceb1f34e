package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The families and series in one file. Their numbers stay in the file, and are read when they are
 * asked for. Not thread-safe.
 */
final class ProcessValues {
  private static final int LARGEST_ID = 50_000_000;

  final FileHeader header;
  private final Map<Integer, FamilyInFile> families = new HashMap<>();

  /** By number; numbers begin at 1 and have few gaps. */
  private SeriesInFile[] series = new SeriesInFile[64];

  private int seriesEnd;
  private final List<BitSet> read = new ArrayList<>();
  private List<ByteBuffer> segments = new ArrayList<>();
  private @Nullable String instance;

  ProcessValues(FileHeader header) {
    this.header = header;
  }

  /**
   * Finds what is new since the last time.
   *
   * @throws BadFileException if something is there that no writer would have written
   */
  void update(List<ByteBuffer> segmentsNow) throws BadFileException {
    segments = segmentsNow;
    for (int number = 0; number < segmentsNow.size(); number++) {
      if (read.size() == number) {
        read.add(new BitSet());
      }
      ByteBuffer segment = segmentsNow.get(number);
      BitSet known = read.get(number);
      int index = Layout.segmentStart(number) + Layout.SEGMENT_HEADER;
      long position = Layout.segmentPosition(number);
      int entries = Layout.indexEntries(number);
      for (int entry = known.nextClearBit(0);
          entry < entries;
          entry = known.nextClearBit(entry + 1)) {
        long place = segment.getLong(index + entry * Long.BYTES);
        if (place != 0) {
          known.set(entry);
          readRecord(segment, place - position);
        }
      }
    }
  }

  private void readRecord(ByteBuffer segment, long offset) throws BadFileException {
    if (offset < 0 || offset > segment.limit() - Layout.RECORD_HEADER) {
      throw new BadFileException("a record is outside of its segment");
    }
    int at = (int) offset;
    int length = segment.getInt(at);
    if (length < Layout.RECORD_HEADER || length > segment.limit() - at) {
      throw new BadFileException("a record has the length " + length);
    }
    int subject = segment.getInt(at + Layout.SUBJECT_AT);
    int object = segment.getInt(at + Layout.OBJECT_AT);
    try {
      switch (segment.get(at + Layout.TYPE_AT)) {
        case Layout.FAMILY:
          addFamily(subject, family(segment, at));
          break;
        case Layout.SERIES:
          series(subject).found(segment, at, object, values(segment, at));
          break;
        case Layout.CELL:
          addCell(subject, new CellInFile(segment, at), length);
          break;
        case Layout.LINK:
          series(subject).whole = series(object);
          break;
        case Layout.PROCESS:
          instance = new Texts(segment, at + Layout.RECORD_HEADER).next();
          break;
        default:
          throw new BadFileException("a record has an unknown type");
      }
    } catch (IndexOutOfBoundsException e) {
      throw new BadFileException("a record is longer than its segment");
    }
  }

  private void addFamily(int id, FamilyInFile family) {
    FamilyInFile present = families.get(id);
    if (present == null || present.labels.length < family.labels.length) {
      families.put(id, family);
    }
  }

  private void addCell(int id, CellInFile cell, int length) throws BadFileException {
    int needed = Layout.RECORD_HEADER + Long.BYTES;
    if (cell.type == Layout.WINDOW_CELL) {
      needed = Layout.WINDOW_BYTES;
    } else if (cell.type == Layout.BUCKET_CELL) {
      int bounds = cell.field == Layout.BUCKETS ? cell.buckets() - 1 : 0;
      needed = Layout.BUCKETS_AT + (cell.buckets() + bounds) * Long.BYTES;
    } else if (cell.type == Layout.DOUBLE_CELL) {
      needed += Long.BYTES;
    }
    if (needed > length || cell.buckets() < 0) {
      throw new BadFileException("a cell is shorter than its content");
    }
    series(id).cells.add(cell);
  }

  private SeriesInFile series(int id) throws BadFileException {
    if (id <= 0 || id > LARGEST_ID) {
      throw new BadFileException("a series has the number " + id);
    }
    if (id >= series.length) {
      series = Arrays.copyOf(series, Math.max(id + 1, series.length * 2));
    }
    SeriesInFile present = series[id];
    if (present == null) {
      present = new SeriesInFile();
      series[id] = present;
      seriesEnd = Math.max(seriesEnd, id + 1);
    }
    return present;
  }

  private static FamilyInFile family(ByteBuffer segment, int at) {
    int labelCount = segment.get(at + Layout.LABELS_AT);
    Texts texts = new Texts(segment, at + Layout.FAMILY_TEXTS_AT);
    String name = texts.next();
    String help = texts.next();
    String[] labels = new String[labelCount];
    for (int i = 0; i < labelCount; i++) {
      labels[i] = texts.next();
    }
    return new FamilyInFile(
        segment.get(at + Layout.SUBTYPE_AT),
        GaugeMode.of(segment.get(at + Layout.MODE_AT)),
        segment.get(at + Layout.DERIVATION_AT),
        segment.getInt(at + Layout.BASE_AT),
        name,
        help,
        labels);
  }

  private static String[] values(ByteBuffer segment, int at) {
    String[] values = new String[segment.getShort(at + Layout.VALUES_AT)];
    Texts texts = new Texts(segment, at + Layout.SERIES_TEXTS_AT);
    for (int i = 0; i < values.length; i++) {
      values[i] = texts.next();
    }
    return values;
  }

  /** The value of the label {@code instance} of all series; null if the process wants none. */
  @Nullable String instance() {
    return instance;
  }

  /** Has the series of this process added to those of other instances that are not told apart. */
  void foldInstance() {
    instance = MetricFamily.OTHER;
  }

  /** Adds the numbers of all series to those of other processes. */
  void addTo(Totals totals, Process process) {
    Map<Integer, List<FamilyInFile>> derived = derivedFamilies();
    for (int id = 1; id < seriesEnd; id++) {
      SeriesInFile one = series[id];
      if (one == null || !one.isInFamily()) {
        continue;
      }
      SeriesInFile target = one.target();
      FamilyInFile family = families.get(target.family);
      LabelSet labels = family == null ? null : labels(family, target);
      if (family != null && labels != null) {
        totals.add(family, labels, one, process, derived.get(target.family));
      }
    }
  }

  private Map<Integer, List<FamilyInFile>> derivedFamilies() {
    Map<Integer, List<FamilyInFile>> derived = new HashMap<>();
    for (FamilyInFile family : families.values()) {
      if (family.derivation != 0) {
        derived.computeIfAbsent(family.base, base -> new ArrayList<>()).add(family);
      }
    }
    return derived;
  }

  private @Nullable LabelSet labels(FamilyInFile family, SeriesInFile series) {
    String[] values = series.values;
    LabelSet known = series.labels;
    if (known == null && values != null && values.length <= family.labels.length) {
      known = new LabelSet(Arrays.copyOf(family.labels, values.length), values);
      if (instance != null && !known.has(InstanceRecord.LABEL)) {
        known = known.with(InstanceRecord.LABEL, instance);
      }
      series.labels = known;
    }
    return known;
  }

  /** Where in the file a window's ring is; null if it is not there. */
  @Nullable ByteBuffer segmentAt(long place, int bytes) {
    for (int number = 0; number < segments.size(); number++) {
      long offset = place - Layout.segmentPosition(number);
      if (offset >= 0 && offset + bytes <= Layout.segmentSize(number)) {
        return segments.get(number);
      }
    }
    return null;
  }

  /** Where in its segment this place of the file is. */
  static int offset(long place) {
    int number = 0;
    while (place >= Layout.segmentPosition(number + 1)) {
      number++;
    }
    return (int) (place - Layout.segmentPosition(number));
  }

  /** Reads texts, one after the other. */
  private static final class Texts {
    private final ByteBuffer in;
    private int at;

    Texts(ByteBuffer in, int at) {
      this.in = in;
      this.at = at;
    }

    String next() {
      int length = in.getShort(at) & 0xFFFF;
      int start = at + Short.BYTES;
      at = start + length;
      if (in.hasArray()) {
        return new String(in.array(), in.arrayOffset() + start, length, StandardCharsets.UTF_8);
      }
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = in.get(start + i);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** The process that a file belongs to, as those see it who merge. */
  static final class Process {
    final ProcessValues values;
    final boolean alive;

    /** Whether the machine has not been started anew since. */
    final boolean sameBoot;

    Process(ProcessValues values, boolean alive, boolean sameBoot) {
      this.values = values;
      this.alive = alive;
      this.sameBoot = sameBoot;
    }

    String pid() {
      return Long.toString(values.header.pid);
    }
  }
}
