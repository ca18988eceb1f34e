package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Candidate;
import dev.tachograph.benchmarks.measure.Operation;
import dev.tachograph.benchmarks.measure.PairedRunner;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.peer.Micrometer;
import dev.tachograph.benchmarks.peer.OpenTelemetry;
import dev.tachograph.benchmarks.peer.Tachograph;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.sdk.metrics.Aggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What it costs to find a counter by three labels and increment it, among 64 sets of labels that
 * take turns.
 */
public final class LabelExperiment implements InJvmExperiment {
  public static final String NAME = "labels";
  public static final String EXPERIMENT = "labels: find one of 64 counters by 3 labels";
  public static final String FLOOR = "an array index and LongAdder.increment";
  public static final String OURS = "Tachograph";

  private static final int SETS = 64;
  private static final String[] METHODS = {"GET", "POST", "PUT", "DELETE"};
  private static final String[] STATUSES = {"200", "201", "404", "500"};
  private static final String[] NAMES = {"method", "status", "uri"};

  @Override
  public void run(Scale scale, Results results) {
    InJvmExperiment.add(
        results, EXPERIMENT, new PairedRunner(scale.of(200, 1500)).compare(candidates()));
  }

  private static List<Candidate> candidates() {
    return List.of(
        new Candidate(FLOOR, floor()),
        new Candidate(OURS, tachograph(false)),
        new Candidate("Tachograph, labels equal but not the same objects", tachograph(true)),
        new Candidate("client_java labelValues", clientJava()),
        new Candidate("Micrometer MeterProvider.withTags", micrometerProvider()),
        new Candidate("Micrometer registry.counter", micrometerRegistry()),
        new Candidate("OpenTelemetry Attributes.of", openTelemetry()));
  }

  /** Calls an operation with a set of labels, another one each time. */
  private abstract static class Lookup implements Operation {
    private final List<String[]> sets = labelSets();
    private int next;

    @Override
    public void perform(long nanos, long end) {
      next = (next + 1) & (SETS - 1);
      increment(sets.get(next));
    }

    abstract void increment(String[] labels);
  }

  private static List<String[]> labelSets() {
    List<String[]> sets = new ArrayList<>();
    for (int i = 0; i < SETS; i++) {
      String uri = "/api/v1/resource/" + i / (METHODS.length * STATUSES.length);
      String method = METHODS[i % METHODS.length];
      String status = STATUSES[i / METHODS.length % STATUSES.length];
      sets.add(new String[] {method, status, uri});
    }
    return sets;
  }

  private static Operation floor() {
    LongAdder[] adders = new LongAdder[SETS];
    for (int i = 0; i < SETS; i++) {
      adders[i] = new LongAdder();
    }
    return new Operation() {
      private int next;

      @Override
      public void perform(long nanos, long end) {
        next = (next + 1) & (SETS - 1);
        adders[next].increment();
      }
    };
  }

  /**
   * @param copied whether the labels are other objects than those that the series were made with
   */
  private static Operation tachograph(boolean copied) {
    MetricFamily<Counter> family =
        Tachograph.registry(Distribution.QUANTILES).counter("requests_total", "Requests.", NAMES);
    if (copied) {
      for (String[] set : labelSets()) {
        family.series(new String(set[0]), new String(set[1]), new String(set[2]));
      }
    }
    return new Lookup() {
      @Override
      void increment(String[] labels) {
        family.series(labels[0], labels[1], labels[2]).increment();
      }
    };
  }

  private static Operation clientJava() {
    io.prometheus.metrics.core.metrics.Counter.Builder builder =
        io.prometheus.metrics.core.metrics.Counter.builder();
    builder.name("requests_total").labelNames(NAMES).withoutExemplars();
    io.prometheus.metrics.core.metrics.Counter counter = builder.build();
    return new Lookup() {
      @Override
      void increment(String[] labels) {
        counter.labelValues(labels[0], labels[1], labels[2]).inc();
      }
    };
  }

  private static Operation micrometerProvider() {
    MeterRegistry registry = Micrometer.registry(Clock.SYSTEM);
    Meter.MeterProvider<io.micrometer.core.instrument.Counter> provider =
        io.micrometer.core.instrument.Counter.builder("requests").withRegistry(registry);
    return new Lookup() {
      @Override
      void increment(String[] labels) {
        provider
            .withTags(NAMES[0], labels[0], NAMES[1], labels[1], NAMES[2], labels[2])
            .increment();
      }
    };
  }

  private static Operation micrometerRegistry() {
    MeterRegistry registry = Micrometer.registry(Clock.SYSTEM);
    return new Lookup() {
      @Override
      void increment(String[] labels) {
        registry
            .counter(
                "requests", Tags.of(NAMES[0], labels[0], NAMES[1], labels[1], NAMES[2], labels[2]))
            .increment();
      }
    };
  }

  private static Operation openTelemetry() {
    LongCounter counter =
        OpenTelemetry.provider(Aggregation.explicitBucketHistogram())
            .get("benchmarks")
            .counterBuilder("requests")
            .build();
    AttributeKey<String> method = AttributeKey.stringKey(NAMES[0]);
    AttributeKey<String> status = AttributeKey.stringKey(NAMES[1]);
    AttributeKey<String> uri = AttributeKey.stringKey(NAMES[2]);
    return new Lookup() {
      @Override
      void increment(String[] labels) {
        counter.add(1, Attributes.of(method, labels[0], status, labels[1], uri, labels[2]));
      }
    };
  }
}
