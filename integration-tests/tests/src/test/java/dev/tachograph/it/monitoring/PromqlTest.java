package dev.tachograph.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromqlTest {
  @Test
  void functionsAndAggregations_areNoMetrics() {
    assertThat(Promql.metricNames("sum by (job, le) (rate(a_total[5m])) / count(b) > bool 1.5e3"))
        .containsExactly("a_total", "b");
  }

  @Test
  void labelsAndStrings_areNoMetrics() {
    assertThat(
            Promql.metricNames(
                "label_replace(a{x=~\"b{2}|c\", y=\"\\\"z\"}, \"k\", \"${1}xx\", \"v\", \"(d)..\")"))
        .containsExactly("a");
  }

  @Test
  void matchingAndOffsets_areNoMetrics() {
    assertThat(
            Promql.metricNames(
                "up == 0 and on (job, instance) group by (job) (a offset 30m)\n"
                    + "unless ignoring(x) job:b:rate5m * on () group_left () c"))
        .containsExactly("a", "c", "job:b:rate5m", "up");
  }
}
