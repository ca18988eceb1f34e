package dev.tachograph.benchmarks.peer;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;

/**
 * The OpenTelemetry SDK: histograms with attributes that are made once, no exemplars since nothing
 * is traced, and a reader that is never asked to read.
 */
public final class OpenTelemetry {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final AttributeKey<String> KIND = AttributeKey.stringKey("kind");

  private OpenTelemetry() {}

  public static Peer explicitHistogram() {
    return new Peer(
        "OpenTelemetry histogram, explicit", () -> family(Aggregation.explicitBucketHistogram()));
  }

  public static Peer exponentialHistogram() {
    return new Peer(
        "OpenTelemetry histogram, exponential",
        () -> family(Aggregation.base2ExponentialBucketHistogram()));
  }

  /** A meter provider whose histograms are kept so. */
  public static SdkMeterProvider provider(Aggregation aggregation) {
    return SdkMeterProvider.builder()
        .registerMetricReader(new IdleReader())
        .registerView(
            InstrumentSelector.builder().setType(InstrumentType.HISTOGRAM).build(),
            View.builder().setAggregation(aggregation).build())
        .build();
  }

  private static Peer.Family family(Aggregation aggregation) {
    DoubleHistogram histogram =
        provider(aggregation).get("benchmarks").histogramBuilder("work").setUnit("s").build();
    return label -> new Series(histogram, Attributes.of(KIND, label));
  }

  private static final class Series implements DurationSeries {
    private final DoubleHistogram histogram;
    private final Attributes attributes;

    Series(DoubleHistogram histogram, Attributes attributes) {
      this.histogram = histogram;
      this.attributes = attributes;
    }

    @Override
    public void perform(long nanos, long end) {
      histogram.record(nanos / NANOS_PER_SECOND, attributes);
    }
  }

  private static final class IdleReader implements MetricReader {
    @Override
    public void register(CollectionRegistration registration) {
      // Nothing is collected.
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }
  }
}
