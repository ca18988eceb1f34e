package dev.tachograph.agent.export.processes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The numbers of one series, added up over processes. */
final class SeriesTotals {
  private static final long[] NONE = {};

  /** Of a counter: what was counted in whole numbers, and in others. Of a gauge: its value. */
  long ticks;

  double value;

  /** Of a summary that was sampled. */
  double sum;

  /** Of a gauge: whether it has a value, when it was set, and when it is to disappear; or 0. */
  boolean isSet;

  long time;
  long expires;

  /** Of quantiles. */
  boolean hasWindow;

  long windowCount;
  long windowSum;
  final List<WindowOfProcess> windows = new ArrayList<>(0);

  /** Of classic buckets: counts has one more than bounds. */
  boolean hasBuckets;

  long[] bounds = NONE;
  long[] counts = NONE;
  long bucketSum;

  /** Of native buckets: the zeros first. */
  long[] nativeCounts = NONE;

  long nativeSum;

  /** Adds classic buckets. Where the bounds differ, the result has all of them. */
  void addBuckets(long[] otherBounds, long[] otherCounts, long otherSum) {
    if (!hasBuckets) {
      hasBuckets = true;
      bounds = otherBounds;
      counts = Arrays.copyOf(otherCounts, otherBounds.length + 1);
    } else {
      if (!Arrays.equals(bounds, otherBounds)) {
        extendBounds(otherBounds);
      }
      for (int i = 0; i < otherBounds.length; i++) {
        counts[Arrays.binarySearch(bounds, otherBounds[i])] += otherCounts[i];
      }
      counts[bounds.length] += otherCounts[otherBounds.length];
    }
    bucketSum += otherSum;
  }

  private void extendBounds(long[] more) {
    long[] all = Arrays.copyOf(bounds, bounds.length + more.length);
    System.arraycopy(more, 0, all, bounds.length, more.length);
    long[] union = Arrays.stream(all).sorted().distinct().toArray();
    long[] unionCounts = new long[union.length + 1];
    for (int i = 0; i < bounds.length; i++) {
      unionCounts[Arrays.binarySearch(union, bounds[i])] = counts[i];
    }
    unionCounts[union.length] = counts[bounds.length];
    bounds = union;
    counts = unionCounts;
  }

  void addNative(long[] otherCounts, int length, long otherSum) {
    nativeCounts = CellInFile.atLeast(nativeCounts, length);
    for (int i = 0; i < length; i++) {
      nativeCounts[i] += otherCounts[i];
    }
    nativeSum += otherSum;
  }

  boolean hasNative() {
    return nativeCounts.length > 0;
  }

  /** Sets a gauge's value, unless there is one that was set later. */
  void setMostRecent(double newValue, long newTime) {
    if (!isSet || newTime >= time) {
      value = newValue;
      time = newTime;
      isSet = true;
    }
  }

  void setLargest(double other) {
    value = isSet ? Math.max(value, other) : other;
    isSet = true;
  }

  void setSmallest(double other) {
    value = isSet ? Math.min(value, other) : other;
    isSet = true;
  }

  void addValue(double other) {
    value += other;
    isSet = true;
  }
}
