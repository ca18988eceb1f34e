package dev.tachograph.benchmarks.peer;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.snapshots.Quantiles;
import java.util.function.UnaryOperator;

/**
 * The Prometheus Java client. The data point of a set of labels is kept, as its page on performance
 * advises; exemplars are off, which it does not need without tracing; the errors of the quantiles
 * are those of the examples in its documentation.
 */
public final class ClientJava {
  public static final String SUMMARY = "client_java Summary, quantiles";

  private static final String NAME = "work_seconds";
  private static final String LABEL = "kind";
  private static final double NANOS_PER_SECOND = 1e9;

  private ClientJava() {}

  public static Peer summaryWithQuantiles() {
    return new Peer(
        SUMMARY,
        () -> {
          Summary summary = summaryBuilder().build();
          return label -> new SummarySeries(summary, label);
        });
  }

  /** A summary with the five quantiles. */
  public static Summary.Builder summaryBuilder() {
    return plainSummary()
        .quantile(0.5, 0.01)
        .quantile(0.75, 0.01)
        .quantile(0.9, 0.005)
        .quantile(0.95, 0.005)
        .quantile(0.99, 0.001);
  }

  public static Peer summary() {
    return new Peer(
        "client_java Summary, no quantiles",
        () -> {
          Summary summary = plainSummary().build();
          return label -> new DistributionSeries(summary.labelValues(label));
        });
  }

  public static Peer classicHistogram() {
    return histogram("client_java Histogram, classic", Histogram.Builder::classicOnly);
  }

  public static Peer nativeHistogram() {
    return histogram("client_java Histogram, native", Histogram.Builder::nativeOnly);
  }

  private static Peer histogram(String name, UnaryOperator<Histogram.Builder> kind) {
    return new Peer(
        name,
        () -> {
          Histogram.Builder builder = Histogram.builder();
          builder.name(NAME).labelNames(LABEL).withoutExemplars();
          Histogram histogram = kind.apply(builder).build();
          return label -> new DistributionSeries(histogram.labelValues(label));
        });
  }

  public static Peer counter() {
    return new Peer(
        "client_java Counter",
        () -> {
          Counter.Builder builder = Counter.builder();
          builder.name("work_total").labelNames(LABEL).withoutExemplars();
          Counter counter = builder.build();
          return label -> new CounterSeries(counter.labelValues(label));
        });
  }

  private static Summary.Builder plainSummary() {
    Summary.Builder builder = Summary.builder();
    builder.name(NAME).labelNames(LABEL).withoutExemplars();
    return builder;
  }

  private static class DistributionSeries implements DurationSeries {
    private final DistributionDataPoint point;

    DistributionSeries(DistributionDataPoint point) {
      this.point = point;
    }

    @Override
    public void perform(long nanos, long end) {
      point.observe(nanos / NANOS_PER_SECOND);
    }
  }

  private static final class SummarySeries extends DistributionSeries {
    private final Summary summary;

    SummarySeries(Summary summary, String label) {
      super(summary.labelValues(label));
      this.summary = summary;
    }

    @Override
    public double[] quantiles() {
      Quantiles quantiles = summary.collect().getDataPoints().get(0).getQuantiles();
      double[] values = new double[LEVELS.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = quantiles.get(i).getValue() * NANOS_PER_SECOND;
      }
      return values;
    }
  }

  private static final class CounterSeries implements DurationSeries {
    private final CounterDataPoint point;

    CounterSeries(CounterDataPoint point) {
      this.point = point;
    }

    @Override
    public void perform(long nanos, long end) {
      point.inc();
    }
  }
}
