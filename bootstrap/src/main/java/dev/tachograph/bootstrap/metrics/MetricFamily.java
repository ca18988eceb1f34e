package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.FamilyRecord;
import dev.tachograph.bootstrap.metrics.mapped.SeriesRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * All series of one metric name, one for each set of label values.
 *
 * <p>Neither finding nor making a series takes a lock, and finding one allocates nothing. A family
 * holds a limited number of series. Beyond the limit, look-ups return the series whose labels are
 * all {@value #OTHER}, which does not count against the limit. So no observation is dropped, and
 * {@link #foldedCount()} tells how often this happened.
 *
 * <p>A {@code null} label value is the empty string. The family makes values valid when it makes a
 * series: see {@link LabelValues}.
 */
public final class MetricFamily<S extends Series> {
  /** The value of every label of the series that takes observations beyond the limit. */
  public static final String OTHER = "other";

  /** The maximum number of labels. */
  public static final int MAX_LABELS = 5;

  private final String name;
  private final String help;

  /** Only {@link #addLabel} changes it, by appending. */
  private volatile List<String> labelNames;

  private final SeriesKind kind;
  private final SeriesFactory<S> factory;
  private final SeriesLimit limit;
  private final LabelTable<S> table = new LabelTable<>();
  private final JoinedSeries<S> joined;
  private final LongAdder folded = new LongAdder();

  /** Supplies the series if the family does not keep them itself. */
  private final @Nullable SeriesSource<S> source;

  /** The family in the file of this process; null if it is in memory only. */
  private final @Nullable FamilyRecord record;

  /** Reads the family together with others; null if it is read alone. */
  private volatile @Nullable MomentSource moment;

  /** Makes the series anew whenever they are read. */
  interface SeriesSource<S extends Series> {
    List<S> series();
  }

  /** Null unless label values are learned. */
  private volatile @Nullable Relabeling relabeling;

  /** The version of the relabeling that {@link #relabel} has applied to all series. */
  private volatile int relabeledVersion;

  MetricFamily(
      String name,
      String help,
      List<String> labelNames,
      SeriesKind kind,
      int seriesLimit,
      SeriesFactory<S> factory,
      @Nullable SeriesSource<S> source) {
    this(name, help, labelNames, kind, seriesLimit, factory, source, null);
  }

  MetricFamily(
      String name,
      String help,
      List<String> labelNames,
      SeriesKind kind,
      int seriesLimit,
      SeriesFactory<S> factory,
      @Nullable SeriesSource<S> source,
      @Nullable FamilyRecord record) {
    this.name = name;
    this.help = help;
    this.labelNames = labelNames;
    this.kind = kind;
    this.factory = factory;
    this.limit = new SeriesLimit(seriesLimit);
    this.source = source;
    this.record = record;
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

  /** The label names, unmodifiable. Series that are older than a label have no value for it. */
  public List<String> labelNames() {
    return labelNames;
  }

  /**
   * Adds a label unless the family has it. Series that exist keep their values; they have an empty
   * one for the new label.
   *
   * @return the label's position, or -1 if the family has as many labels as it can have
   * @throws IllegalArgumentException if Prometheus does not accept the name
   */
  public synchronized int addLabel(String label) {
    int known = labelNames.indexOf(label);
    if (known >= 0 || labelNames.size() == MAX_LABELS) {
      return known;
    }
    List<String> more = new ArrayList<>(labelNames);
    more.add(label);
    MetricNames.check(name, more);
    labelNames = Collections.unmodifiableList(more);
    return more.size() - 1;
  }

  /**
   * Whether the series are read from a source of their own each time, which says what they are at
   * that moment. A file has only what was read last.
   */
  public boolean isPulled() {
    return source != null && record == null;
  }

  @Nullable FamilyRecord record() {
    return record;
  }

  /** The type of the series. */
  public SeriesKind kind() {
    return kind;
  }

  /** The factor from the recorded unit to the exposed one: 1e-9 for timers, 1 for all others. */
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

  /** The series with these label values. Those beyond the family's labels must be empty. */
  public S withLabels(String a, String b, String c, String d, String e) {
    return find(a, b, c, d, e);
  }

  /**
   * The series with this label value, for a caller that needs it repeatedly.
   *
   * @throws IllegalArgumentException if the family has not exactly one label
   */
  public BoundSeries<S> bound(String a) {
    requireLabels(1);
    return new BoundSeries<>(this, a, null);
  }

  /**
   * The series with these label values, for a caller that needs it repeatedly.
   *
   * @throws IllegalArgumentException if the family has not exactly two labels
   */
  public BoundSeries<S> bound(String a, String b) {
    requireLabels(2);
    return new BoundSeries<>(this, a, b);
  }

  /** Lets a {@link RegistryReading} take the series from a source that other families share. */
  public void readBy(MomentSource source) {
    moment = source;
  }

  @Nullable MomentSource momentSource() {
    return moment;
  }

  /** A copy that no longer changes. */
  S copyOf(S series) {
    return factory.sum(Collections.singletonList(series));
  }

  /** Lets the family join series whose learned label values turn out to be the same. */
  public void relabelBy(Relabeling relabeling) {
    this.relabeling = relabeling;
  }

  /** Whether a series may become part of another one. */
  boolean isRelabeled() {
    return relabeling != null;
  }

  /** Whether new series would be folded into the one labelled {@value #OTHER}. */
  public boolean isFull() {
    return limit.isReached();
  }

  /** The number of series, including the one labelled {@value #OTHER}. */
  public int seriesCount() {
    return allSeries().size();
  }

  /**
   * The number of look-ups that returned the series labelled {@value #OTHER} because of the limit.
   */
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
    List<String> labels = labelNames;
    for (int i = 0; i < labels.size(); i++) {
      text.append(i == 0 ? "" : ",").append(labels.get(i));
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
    // Check the limit before the table: a key that is absent afterwards will not be admitted.
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
    if (whole == null) {
      return fold();
    }
    SeriesRecord inFile = whole.series.record;
    if (inFile != null) {
      inFile.joinFamily();
    }
    return whole.series;
  }

  /** The entry that this one is part of by now, or null if the limit refuses it. */
  private LabelTable.@Nullable Entry<S> admittedWhole(LabelTable.Entry<S> entry) {
    LabelTable.Entry<S> whole = entry.whole();
    while (!limit.admit(whole)) {
      if (!whole.isRemoved()) {
        return null;
      }
      // Another thread has just made it part of another entry.
      whole = entry.whole();
    }
    return whole;
  }

  /** Relabelling may have freed places, so check again after it. */
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

  /** Joins series that should have the same labels by now. */
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

  /** The entry of these labels. It takes the place of the series that join it. */
  private LabelTable.Entry<S> wholeFor(List<String> labelValues) {
    String[] values = Arrays.copyOf(labelValues.toArray(new String[0]), MAX_LABELS);
    int labels = labelValues.size();
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
      SeriesRecord inFile = whole.series.record;
      if (inFile != null) {
        inFile.joinFamily();
      }
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
    return position <= labelNames.size() ? OTHER : "";
  }

  /** Also true for a family without labels, whose only series always fits. */
  private boolean isOther(String a, String b, String c, String d, String e) {
    return a.equals(otherUpTo(1))
        && b.equals(otherUpTo(2))
        && c.equals(otherUpTo(3))
        && d.equals(otherUpTo(4))
        && e.equals(otherUpTo(5));
  }

  private LabelTable.Entry<S> entry(
      boolean takesPlace, String a, String b, String c, String d, String e) {
    String[] values = Arrays.copyOf(new String[] {a, b, c, d, e}, labelNames.size());
    List<String> labelValues = Collections.unmodifiableList(Arrays.asList(values));
    S series = record == null ? factory.create(labelValues) : createInFile(record, labelValues);
    return new LabelTable.Entry<>(takesPlace, a, b, c, d, e, series);
  }

  /** The file has the series before any thread can find it here, so that no record misses it. */
  private S createInFile(FamilyRecord family, List<String> labelValues) {
    SeriesRecord inFile = family.series(labelNames, labelValues);
    S series = factory.create(labelValues, new MappedCells(inFile, family.isTimed()));
    series.record = inFile;
    return series;
  }

  private void requireLabels(int given) {
    if (given != labelNames.size()) {
      throw new IllegalArgumentException(this + " was asked for with " + given + " label value(s)");
    }
  }

  private static String orEmpty(@Nullable String value) {
    return value == null ? "" : value;
  }
}
