package dev.tachograph.bootstrap.metrics;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * All series of one metric name, one for each set of label values.
 *
 * <p>Finding a series takes no lock and allocates nothing; making one takes no lock either. A
 * family holds a limited number of series. What would exceed the limit goes to the series whose
 * labels are all {@value #OTHER}, which is not counted against it: nothing is dropped, and {@link
 * #foldedCount()} tells how often it happened.
 *
 * <p>A {@code null} label value is the empty string. Values are made valid when a series is made:
 * see {@link LabelValues}.
 */
public final class MetricFamily<S extends Series> {
  /** Every label of the series that takes what exceeds the limit. */
  public static final String OTHER = "other";

  /** The most labels a family can have. */
  public static final int MAX_LABELS = 5;

  private final String name;
  private final String help;
  private final List<String> labelNames;
  private final int labels;
  private final SeriesKind kind;
  private final SeriesFactory<S> factory;
  private final SeriesLimit limit;
  private final LabelTable<S> table = new LabelTable<>();
  private final JoinedSeries<S> joined;
  private final LongAdder folded = new LongAdder();

  /** Where the series come from, if they are not kept here. */
  private final @Nullable SeriesSource<S> source;

  /** Series that are made whenever they are asked for. */
  interface SeriesSource<S extends Series> {
    List<S> series();
  }

  /** Null unless label values are learned. */
  private volatile @Nullable Relabeling relabeling;

  /** For which version of the relabeling all series have been looked at. */
  private volatile int relabeledVersion;

  MetricFamily(
      String name,
      String help,
      List<String> labelNames,
      SeriesKind kind,
      int seriesLimit,
      SeriesFactory<S> factory,
      @Nullable SeriesSource<S> source) {
    this.name = name;
    this.help = help;
    this.labelNames = labelNames;
    this.labels = labelNames.size();
    this.kind = kind;
    this.factory = factory;
    this.limit = new SeriesLimit(seriesLimit);
    this.source = source;
    this.joined = new JoinedSeries<>(table, factory, limit, seriesLimit);
  }

  /** The full exposed name, such as {@code task_execute_time_seconds}. */
  public String name() {
    return name;
  }

  /** What moves the metric, and in which unit. */
  public String help() {
    return help;
  }

  /** The label names, unmodifiable. */
  public List<String> labelNames() {
    return labelNames;
  }

  /** What the series can do. */
  public SeriesKind kind() {
    return kind;
  }

  /** What a recorded value is multiplied by to be exposed: 1e-9 for timers, 1 for all others. */
  public double unitScale() {
    return kind == SeriesKind.TIMER ? 1e-9 : 1;
  }

  /**
   * The only series of a family without labels.
   *
   * @throws IllegalArgumentException if the family has labels
   */
  public S series() {
    requireLabels(0);
    return find("", "", "", "", "");
  }

  /**
   * The series with this label value.
   *
   * @throws IllegalArgumentException if the family has not exactly one label
   */
  public S series(@Nullable String a) {
    requireLabels(1);
    return find(orEmpty(a), "", "", "", "");
  }

  /**
   * The series with these label values.
   *
   * @throws IllegalArgumentException if the family has not exactly two labels
   */
  public S series(@Nullable String a, @Nullable String b) {
    requireLabels(2);
    return find(orEmpty(a), orEmpty(b), "", "", "");
  }

  /**
   * The series with these label values.
   *
   * @throws IllegalArgumentException if the family has not exactly three labels
   */
  public S series(@Nullable String a, @Nullable String b, @Nullable String c) {
    requireLabels(3);
    return find(orEmpty(a), orEmpty(b), orEmpty(c), "", "");
  }

  /**
   * The series with these label values.
   *
   * @throws IllegalArgumentException if the family has not exactly four labels
   */
  public S series(@Nullable String a, @Nullable String b, @Nullable String c, @Nullable String d) {
    requireLabels(4);
    return find(orEmpty(a), orEmpty(b), orEmpty(c), orEmpty(d), "");
  }

  /**
   * The series with these label values.
   *
   * @throws IllegalArgumentException if the family has not exactly five labels
   */
  public S series(
      @Nullable String a,
      @Nullable String b,
      @Nullable String c,
      @Nullable String d,
      @Nullable String e) {
    requireLabels(5);
    return find(orEmpty(a), orEmpty(b), orEmpty(c), orEmpty(d), orEmpty(e));
  }

  /**
   * The series with this label value, for whoever will ask for it again and again.
   *
   * @throws IllegalArgumentException if the family has not exactly one label
   */
  public BoundSeries<S> bound(String a) {
    requireLabels(1);
    return new BoundSeries<>(this, a, null);
  }

  /**
   * The series with these label values, for whoever will ask for it again and again.
   *
   * @throws IllegalArgumentException if the family has not exactly two labels
   */
  public BoundSeries<S> bound(String a, String b) {
    requireLabels(2);
    return new BoundSeries<>(this, a, b);
  }

  /** Label values are learned: series that turn out to be the same are joined. */
  public void relabelBy(Relabeling relabeling) {
    this.relabeling = relabeling;
  }

  /** Whether a series may become part of another one. */
  boolean isRelabeled() {
    return relabeling != null;
  }

  /** How many series there are, the one labelled {@value #OTHER} included. */
  public int seriesCount() {
    return allSeries().size();
  }

  /** How many look-ups were answered with the series labelled {@value #OTHER} for want of room. */
  public long foldedCount() {
    return folded.sum();
  }

  /** Every series, in no particular order. */
  public List<S> allSeries() {
    if (source != null) {
      return source.series();
    }
    if (relabeling == null) {
      return table.series();
    }
    relabel();
    return joined.series();
  }

  /** The name with its labels, as in {@code task_poll_total{taskType}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(name).append('{');
    for (int i = 0; i < labels; i++) {
      text.append(i == 0 ? "" : ",").append(labelNames.get(i));
    }
    return text.append('}').toString();
  }

  private S find(String a, String b, String c, String d, String e) {
    LabelTable.Entry<S> entry = table.find(a, b, c, d, e);
    return entry != null && entry.isAdmitted() ? entry.series : findOrCreate(a, b, c, d, e);
  }

  private S findOrCreate(String a, String b, String c, String d, String e) {
    return findOrCreateValid(
        LabelValues.valid(a),
        LabelValues.valid(b),
        LabelValues.valid(c),
        LabelValues.valid(d),
        LabelValues.valid(e));
  }

  private S findOrCreateValid(String a, String b, String c, String d, String e) {
    // Asked before the table is: what is not in it then will not be admitted.
    boolean limitReached = isLimitReached();
    LabelTable.Entry<S> entry = table.find(a, b, c, d, e);
    if (entry == null) {
      boolean takesPlace = !isOther(a, b, c, d, e);
      if (takesPlace && limitReached) {
        return fold();
      }
      entry = table.insert(entry(takesPlace, a, b, c, d, e));
    }
    LabelTable.Entry<S> whole = admittedWhole(entry);
    return whole == null ? fold() : whole.series;
  }

  /** What an entry is part of by now; null if that is refused. */
  private LabelTable.@Nullable Entry<S> admittedWhole(LabelTable.Entry<S> entry) {
    LabelTable.Entry<S> whole = entry.whole();
    while (!limit.admit(whole)) {
      if (!whole.isRemoved()) {
        return null;
      }
      // It has joined another one just now.
      whole = entry.whole();
    }
    return whole;
  }

  /** There may be room again if label values have been learned. */
  private boolean isLimitReached() {
    if (!limit.isReached()) {
      return false;
    }
    Relabeling learning = relabeling;
    if (learning == null || learning.version() == relabeledVersion) {
      return true;
    }
    relabel();
    return limit.isReached();
  }

  /** Joins what should have the same labels by now. */
  private void relabel() {
    Relabeling learning = relabeling;
    if (learning == null) {
      return;
    }
    int version = learning.version();
    for (LabelTable.Entry<S> entry : table.entries()) {
      if (entry.isAdmitted()) {
        List<String> before = entry.series.labelValues();
        List<String> now = learning.relabel(before);
        if (now != before && !isOther(entry)) {
          joined.join(entry, wholeFor(now));
        }
      }
    }
    relabeledVersion = version;
  }

  /** The entry of these labels; the place of what joins it is there for it. */
  private LabelTable.Entry<S> wholeFor(List<String> labelValues) {
    String[] values = Arrays.copyOf(labelValues.toArray(new String[0]), MAX_LABELS);
    Arrays.fill(values, labels, MAX_LABELS, "");
    for (int i = 0; i < labels; i++) {
      values[i] = LabelValues.valid(values[i]);
    }
    LabelTable.Entry<S> fresh = entry(false, values[0], values[1], values[2], values[3], values[4]);
    LabelTable.Entry<S> entry = table.insert(fresh);
    if (entry == fresh) {
      limit.takePlace();
    }
    LabelTable.Entry<S> whole = admittedWhole(entry);
    if (whole != null) {
      return whole;
    }
    fold();
    LabelTable.Entry<S> other =
        table.find(otherUpTo(1), otherUpTo(2), otherUpTo(3), otherUpTo(4), otherUpTo(5));
    return other == null ? entry.whole() : other;
  }

  private boolean isOther(LabelTable.Entry<S> entry) {
    return entry.isFor(otherUpTo(1), otherUpTo(2), otherUpTo(3), otherUpTo(4), otherUpTo(5));
  }

  private S fold() {
    folded.increment();
    return find(otherUpTo(1), otherUpTo(2), otherUpTo(3), otherUpTo(4), otherUpTo(5));
  }

  private String otherUpTo(int position) {
    return position <= labels ? OTHER : "";
  }

  /** True for a family without labels, too: its only series always fits. */
  private boolean isOther(String a, String b, String c, String d, String e) {
    return a.equals(otherUpTo(1))
        && b.equals(otherUpTo(2))
        && c.equals(otherUpTo(3))
        && d.equals(otherUpTo(4))
        && e.equals(otherUpTo(5));
  }

  private LabelTable.Entry<S> entry(
      boolean takesPlace, String a, String b, String c, String d, String e) {
    String[] values = Arrays.copyOf(new String[] {a, b, c, d, e}, labels);
    S series = factory.create(Collections.unmodifiableList(Arrays.asList(values)));
    return new LabelTable.Entry<>(takesPlace, a, b, c, d, e, series);
  }

  private void requireLabels(int given) {
    if (given != labels) {
      throw new IllegalArgumentException(this + " was asked for with " + given + " label value(s)");
    }
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
