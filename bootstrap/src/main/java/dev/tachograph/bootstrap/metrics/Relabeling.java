package dev.tachograph.bootstrap.metrics;

import java.util.List;

/**
 * Tells which label values a series should have by now, where these are learned: what were two
 * series may turn out to be one.
 *
 * <p>It must settle: new label values are themselves relabelled to what they are, and never back.
 */
public interface Relabeling {
  /** Changes whenever {@link #relabel} may have another answer than before. */
  int version();

  /**
   * The label values that a series should have.
   *
   * @param labelValues those that it has, unmodifiable
   * @return the same object if they still hold
   */
  List<String> relabel(List<String> labelValues);
}
