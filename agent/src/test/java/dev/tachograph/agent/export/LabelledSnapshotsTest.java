package dev.tachograph.agent.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StateSet;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelledSnapshotsTest {
  private final PrometheusRegistry registry = new PrometheusRegistry();

  private static String text(MetricSnapshots snapshots) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OpenMetricsTextFormatWriter.create().write(out, snapshots, EscapingScheme.UNDERSCORE_ESCAPING);
    return out.toString(UTF_8);
  }

  @Test
  void everyKindKeepsEverythingAndHasTheLabels() throws IOException {
    Counter.builder()
        .name("c_total")
        .help("h")
        .labelNames("a")
        .register(registry)
        .labelValues("x")
        .incWithExemplar(2, Labels.of("trace_id", "t"));
    Gauge.builder().name("g").help("h").register(registry).set(3);
    Histogram.builder().name("h").help("h").classicUpperBounds(1, 2).register(registry).observe(1);
    Summary.builder().name("s").help("h").quantile(0.5).register(registry).observe(4);
    Summary.builder().name("s_plain").help("h").register(registry).observe(4);
    Info.builder().name("i_info").help("h").labelNames("v").register(registry).setLabelValues("1");
    StateSet.builder().name("t").help("h").states("off", "on").register(registry).setTrue("on");
    registry.register(
        (Collector)
            () ->
                new UnknownSnapshot(
                    new MetricMetadata("u", "h"),
                    List.of(new UnknownDataPointSnapshot(1, Labels.EMPTY, null))));
    MetricSnapshots before = registry.scrape();
    MetricSnapshots after = new LabelledSnapshots(Map.of("region", "eu")).of(before);

    String labelled = text(after);
    assertThat(labelled.lines().filter(line -> !line.startsWith("#")))
        .isNotEmpty()
        .allMatch(line -> line.contains("region=\"eu\""));
    assertThat(
            labelled
                .replace(",region=\"eu\"", "")
                .replace("{region=\"eu\"}", "")
                .replace("{region=\"eu\",", "{"))
        .isEqualTo(text(before));
    HistogramSnapshot histogram = (HistogramSnapshot) after.get(2);
    assertThat(histogram.getDataPoints().get(0).hasNativeHistogramData()).isTrue();
    assertThat(histogram.getDataPoints().get(0).getNativeBucketsForPositiveValues().size())
        .isEqualTo(1);
  }

  @Test
  void aSeriesKeepsALabelOfItsOwn() throws IOException {
    Gauge.builder()
        .name("g")
        .help("h")
        .labelNames("region")
        .register(registry)
        .labelValues("own")
        .set(3);

    assertThat(text(new LabelledSnapshots(Map.of("region", "eu")).of(registry.scrape())))
        .contains("g{region=\"own\"} 3.0");
  }
}
