package dev.tachograph.bootstrap.metrics;

import java.util.List;

/** Something that is told by its labels alone: a version, for one. */
public final class Info extends Series {
  Info(List<String> labelValues) {
    super(labelValues);
  }
}
