package dev.tachograph.bootstrap.metrics;

import java.util.List;

/** A constant whose labels carry the information, such as a version. */
public final class Info extends Series {
  Info(List<String> labelValues) {
    super(labelValues);
  }
}
