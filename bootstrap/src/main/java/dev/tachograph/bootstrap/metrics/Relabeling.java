package dev.tachograph.bootstrap.metrics;

import java.util.List;

/**
 * Decides which label values a series should have by now, for families whose label values are
 * learned. Two series may turn out to be one.
 *
 * <p>It must settle: it returns new label values unchanged, and never goes back to old ones.
 */
public interface Relabeling {
  /** Changes whenever {@link #relabel} may return another result than before. */
  int version();

  /**
   * Returns the label values that a series should have.
   *
   * @param labelValues its present values, unmodifiable
   * @return the same object if they still hold
   */
  List<String> relabel(List<String> labelValues);
}
