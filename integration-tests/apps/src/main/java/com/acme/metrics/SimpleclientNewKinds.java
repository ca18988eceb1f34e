package com.acme.metrics;

import io.prometheus.client.Counter;
import io.prometheus.client.Enumeration;
import io.prometheus.client.Histogram;
import io.prometheus.client.Info;

/** What simpleclient 0.6 does not have. */
final class SimpleclientNewKinds {
  private SimpleclientNewKinds() {}

  static void define() {
    Info.build("app_build", "Build.").register().info("version", "1.2");
    Enumeration.build("app_state", "State.").states("on", "off", "odd").register().state("off");
    Counter.build("app_traced", "With an exemplar, and a unit.")
        .unit("bytes")
        .register()
        .incWithExemplar(2, "trace_id", "abc");
    Histogram.build("app_traced_seconds", "With an exemplar.")
        .buckets(1, 2)
        .register()
        .observeWithExemplar(1.5, "span_id", "def");
  }
}
