package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.mapped.SeriesRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Joins series of a family whose labels have turned out to be the same.
 *
 * <p>A series that joins another disappears from the exposition, and a look-up of its labels
 * returns the other. Its contents are not moved, because a thread may have found it before and may
 * still record in it. Each reading adds them to the contents of the other. A reading visits each
 * series once and counts it as joined or not as of that moment, so that <b>no observation is lost,
 * and none is counted twice</b>.
 *
 * <p>A joined series takes memory but frees its place under the family's limit. Beyond {@link
 * #PER_PLACE} joined series for each place, further ones keep their places.
 */
final class JoinedSeries<S extends Series> {
  /** How many joined series there may be for each series that the limit allows. */
  private static final int PER_PLACE = 4;

  private final LabelTable<S> table;
  private final SeriesFactory<S> factory;
  private final SeriesLimit limit;
  private final int maxFreed;
  private final AtomicInteger joined = new AtomicInteger();

  JoinedSeries(LabelTable<S> table, SeriesFactory<S> factory, SeriesLimit limit, int seriesLimit) {
    this.table = table;
    this.factory = factory;
    this.limit = limit;
    this.maxFreed = seriesLimit * PER_PLACE;
  }

  /** Makes an entry part of another, unless it is part of one already. */
  void join(LabelTable.Entry<S> part, LabelTable.Entry<S> whole) {
    part.join(whole);
    if (limit.remove(part, joined.get() < maxFreed)) {
      joined.incrementAndGet();
      joinRecords(part.series, whole.series);
    }
  }

  private static void joinRecords(Series part, Series whole) {
    SeriesRecord record = part.record;
    SeriesRecord wholeRecord = whole.record;
    if (record != null && wholeRecord != null) {
      record.joinSeries(wholeRecord);
    }
  }

  /** Every series with its parts added, in no particular order. */
  List<S> series() {
    // A whole may be made after the entries are listed, so list it together with its parts.
    Map<LabelTable.Entry<S>, List<S>> parts = new HashMap<>();
    for (LabelTable.Entry<S> entry : table.entries()) {
      if (entry.isAdmitted()) {
        partsOf(entry, parts);
      } else if (entry.isRemoved()) {
        partsOf(entry.whole(), parts).add(entry.series);
      }
    }
    List<S> series = new ArrayList<>(parts.size());
    for (List<S> one : parts.values()) {
      series.add(one.size() == 1 ? one.get(0) : factory.sum(one));
    }
    return series;
  }

  private static <S extends Series> List<S> partsOf(
      LabelTable.Entry<S> whole, Map<LabelTable.Entry<S>, List<S>> parts) {
    List<S> known = parts.get(whole);
    if (known == null) {
      known = new ArrayList<>(1);
      known.add(whole.series);
      parts.put(whole, known);
    }
    return known;
  }
}
