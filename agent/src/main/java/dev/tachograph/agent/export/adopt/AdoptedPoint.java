package dev.tachograph.agent.export.adopt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One series of an {@link AdoptedFamily}. What its kind does not have is as it is here. */
public final class AdoptedPoint {
  /** Name, value, name, value, … */
  public final String[] labels;

  /** Of a counter, gauge or unknown. */
  public double value;

  /** Of a summary; -1 is none. */
  public long count = -1;

  /** Of a summary or histogram; NaN is none. */
  public double sum = Double.NaN;

  public double @Nullable [] quantileLevels;
  public double @Nullable [] quantiles;

  /** The upper bounds of a histogram's buckets, in ascending order. */
  public double @Nullable [] upperBounds;

  /** The counts in the same order, not cumulative. */
  public long @Nullable [] bucketCounts;

  /** The buckets of a native histogram; null if it has none. */
  public @Nullable NativeBuckets nativeBuckets;

  public String @Nullable [] states;
  public boolean @Nullable [] active;

  public final List<AdoptedExemplar> exemplars = new ArrayList<>();

  /** In milliseconds since the epoch; 0 is none. */
  public long created;

  /** In milliseconds since the epoch; 0 is none. */
  public long timestamp;

  public AdoptedPoint(String[] labels) {
    this.labels = labels;
  }

  /** What makes a histogram native. */
  public static final class NativeBuckets {
    public int schema;
    public long zeroCount;
    public double zeroThreshold;
    public int[] positiveIndexes = {};
    public long[] positiveCounts = {};
    public int[] negativeIndexes = {};
    public long[] negativeCounts = {};
  }

  /** One of the observations. */
  public static final class AdoptedExemplar {
    final double value;
    final String[] labels;
    final long timestamp;

    /**
     * @param timestamp in milliseconds since the epoch; 0 is none
     */
    public AdoptedExemplar(double value, String[] labels, long timestamp) {
      this.value = value;
      this.labels = labels;
      this.timestamp = timestamp;
    }
  }
}
