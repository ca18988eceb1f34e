package dev.tachograph.agent.export.page;

import dev.tachograph.agent.status.JsonText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of all series over the last minutes.
 *
 * <p>A sample holds only what has changed since the one before. {@link #base} holds what was before
 * the oldest sample. When a sample becomes too old, or when there are too many values, the oldest
 * sample goes into the base. So a series that does not move costs nothing. Not thread-safe.
 */
final class History {
  static final int MAX_SERIES = 40_000;

  private static final int MAX_VALUES = 1 << 19;
  private static final int HEAP_SHARE = 64;
  private static final int MAX_LABEL = 300;
  private static final int MANY = 1000;

  /** The values of a series that no longer exists. */
  private static final double[] GONE = {};

  private final String id = Long.toString(System.nanoTime(), Character.MAX_RADIX);
  private final long keepMillis;
  private final int maxValues;
  private final Map<String, Family> familiesByName = new HashMap<>();
  private final List<Family> families = new ArrayList<>();

  /** The labels of each series, with the family's number before them. */
  private final List<SeriesName> names = new ArrayList<>();

  private final List<double[]> base = new ArrayList<>();
  private final List<double[]> latest = new ArrayList<>();
  private final Deque<Sample> samples = new ArrayDeque<>();
  private int values;
  private int lastNumber;
  private long baseMillis;
  private int gone;
  private int omitted;

  /** The one that is being read. */
  private Sample current = new Sample(0, 0);

  /** The series that the current sample has. */
  private BitSet present = new BitSet();

  /** A family as a scrape shows it, and the numbers of its series. */
  static final class Family {
    private final int number;
    private final String name;
    private final String type;
    private final String help;
    private final double[] levels;
    private final Map<Object, Integer> series = new HashMap<>();

    private Family(int number, String name, String type, String help, double[] levels) {
      this.number = number;
      this.name = name;
      this.type = type;
      this.help = help;
      this.levels = levels;
    }
  }

  private static final class SeriesName {
    final int family;

    /** Names and values in turn. */
    final String[] labels;

    SeriesName(int family, String[] labels) {
      this.family = family;
      this.labels = labels;
    }
  }

  /** What changed at one moment. */
  private static final class Sample {
    final int number;
    final long millis;
    final List<Integer> ids = new ArrayList<>();
    final List<double[]> values = new ArrayList<>();
    int size;

    Sample(int number, long millis) {
      this.number = number;
      this.millis = millis;
    }

    void add(int series, double[] now) {
      ids.add(series);
      values.add(now);
      // An entry without values takes memory, too.
      size += 1 + now.length;
    }
  }

  History(long keepMillis, int maxValues) {
    this.keepMillis = keepMillis;
    this.maxValues = maxValues;
  }

  /** How many values of 8 bytes a process with this heap can spare. */
  static int valuesByHeap(long heapBytes) {
    return (int) Math.min(MAX_VALUES, heapBytes / HEAP_SHARE / Double.BYTES);
  }

  /** Whether it knows so many series of the past that it is better to begin anew. */
  boolean isMostlyPast() {
    return gone > MANY && gone > names.size() / 2;
  }

  /** Begins the sample of a moment, in milliseconds since 1970. */
  void begin(long millis) {
    if (lastNumber == 0) {
      baseMillis = millis;
    }
    lastNumber++;
    current = new Sample(lastNumber, millis);
    present = new BitSet(names.size());
    omitted = 0;
  }

  /** Null if it is new. */
  @Nullable Family family(String name) {
    return familiesByName.get(name);
  }

  /**
   * Adds a family.
   *
   * @param levels as {@link SampledValues} says
   */
  Family family(String name, String type, @Nullable String help, double[] levels) {
    Family family = new Family(families.size(), name, type, help == null ? "" : help, levels);
    families.add(family);
    familiesByName.put(name, family);
    return family;
  }

  /** The number of a series; -1 if it is new. */
  int series(Family family, Object key) {
    Integer known = family.series.get(key);
    return known == null ? -1 : known;
  }

  /**
   * Adds a series.
   *
   * @param labels names and values in turn
   * @return its number; -1 if there is no room for it
   */
  int series(Family family, Object key, String[] labels) {
    if (names.size() >= MAX_SERIES) {
      omitted++;
      return -1;
    }
    int series = names.size();
    family.series.put(key, series);
    names.add(new SeriesName(family.number, labels));
    base.add(GONE);
    latest.add(GONE);
    return series;
  }

  /** The values that a series had when they last changed; empty if it had none. */
  double[] latest(int series) {
    return latest.get(series);
  }

  /** Says that a series is still there, and as it was. */
  void same(int series) {
    present.set(series);
  }

  /** Sets the values of a series. */
  void set(int series, double[] now) {
    present.set(series);
    change(series, now);
  }

  /** Ends the sample. Series that it does not have are gone. */
  void end() {
    gone = 0;
    for (int series = 0; series < names.size(); series++) {
      if (!present.get(series)) {
        change(series, GONE);
        gone++;
      }
    }
    samples.add(current);
    values += current.size;
    forget(current.millis);
  }

  private void change(int series, double[] now) {
    if (!Arrays.equals(latest.get(series), now)) {
      latest.set(series, now);
      current.add(series, now);
    }
  }

  private void forget(long now) {
    Sample oldest = samples.peek();
    while (oldest != null
        && samples.size() > 1
        && (now - oldest.millis > keepMillis || values > maxValues)) {
      for (int i = 0; i < oldest.ids.size(); i++) {
        base.set(oldest.ids.get(i), oldest.values.get(i));
      }
      baseMillis = oldest.millis;
      values -= oldest.size;
      samples.remove();
      oldest = samples.peek();
    }
  }

  int samples() {
    return samples.size();
  }

  /** As JSON, what a reader does not know yet; see {@link Recorder#read}. */
  String read(String knownId, int since, int knownFamilies, int knownSeries, long intervalMillis) {
    Sample oldest = samples.peek();
    boolean goesOn =
        knownId.equals(id)
            && since <= lastNumber
            && oldest != null
            && since >= oldest.number - 1
            && knownFamilies <= families.size()
            && knownSeries <= names.size();
    StringBuilder json = new StringBuilder(1 << 12);
    json.append("{\"id\":");
    JsonText.append(json, id);
    json.append(",\"interval\":").append(intervalMillis);
    json.append(",\"keep\":").append(keepMillis);
    json.append(",\"omitted\":").append(omitted);
    writeFamilies(json, goesOn ? knownFamilies : 0);
    writeSeries(json, goesOn ? knownSeries : 0);
    if (!goesOn) {
      writeBase(json);
    }
    json.append(",\"samples\":[");
    String separator = "";
    for (Sample sample : samples) {
      if (!goesOn || sample.number > since) {
        json.append(separator).append('[').append(sample.number).append(',').append(sample.millis);
        for (int i = 0; i < sample.ids.size(); i++) {
          writeValues(json.append(','), sample.ids.get(i), sample.values.get(i));
        }
        json.append(']');
        separator = ",";
      }
    }
    return json.append("]}\n").toString();
  }

  private void writeFamilies(StringBuilder json, int from) {
    json.append(",\"families\":[");
    for (int i = from; i < families.size(); i++) {
      Family family = families.get(i);
      json.append(i > from ? ",[" : "[");
      JsonText.append(json, family.name);
      json.append(',');
      JsonText.append(json, family.type);
      json.append(',');
      JsonText.append(json, family.help);
      json.append(',');
      SampledValues.append(json, family.levels);
      json.append(']');
    }
    json.append(']');
  }

  private void writeSeries(StringBuilder json, int from) {
    json.append(",\"series\":[");
    for (int i = from; i < names.size(); i++) {
      SeriesName name = names.get(i);
      json.append(i > from ? ",[" : "[").append(name.family);
      for (String text : name.labels) {
        json.append(',');
        JsonText.append(json, shortened(text));
      }
      json.append(']');
    }
    json.append(']');
  }

  /** The page has no room for more. */
  private static String shortened(String label) {
    return label.length() <= MAX_LABEL ? label : label.substring(0, MAX_LABEL) + '…';
  }

  private void writeBase(StringBuilder json) {
    json.append(",\"base\":[").append(baseMillis);
    for (int i = 0; i < base.size(); i++) {
      if (base.get(i) != GONE) {
        writeValues(json.append(','), i, base.get(i));
      }
    }
    json.append(']');
  }

  private static void writeValues(StringBuilder json, int series, double[] values) {
    json.append(series).append(',');
    SampledValues.append(json, values);
  }
}
