package dev.tachograph.agent.export;

import static dev.tachograph.agent.export.ExampleRegistry.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.testing.CapturedLog;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScrapeRegistryTest {
  private final CollectFailures failures = new CollectFailures();
  private final ScrapeRegistry registry = new ScrapeRegistry(failures);

  private static MetricSnapshot gauge(String name) {
    return new GaugeSnapshot(
        new MetricMetadata(name, "A gauge."),
        List.of(new GaugeDataPointSnapshot(1, Labels.EMPTY, null)));
  }

  private static PrometheusScrapeRequest requestFor(String... names) {
    return new PrometheusScrapeRequest() {
      @Override
      public String getRequestPath() {
        return "/metrics";
      }

      @Override
      public String @Nullable [] getParameterValues(String name) {
        return name.equals("name[]") ? names : null;
      }
    };
  }

  @Test
  void collectorThatThrowsLosesOnlyItself() throws IOException {
    registry.register((Collector) () -> gauge("good"));
    registry.register(
        (Collector)
            () -> {
              throw new IllegalStateException("secret");
            });
    MultiCollector failing =
        () -> {
          throw new NoClassDefFoundError("java/lang/management/ManagementFactory");
        };
    registry.register(failing);
    // What is asked is in part the application's.
    registry.register(
        (Collector)
            () -> {
              throw new AssertionError("secret");
            });

    try (CapturedLog log = new CapturedLog()) {
      assertThat(text(registry.scrape())).contains("good 1.0");
      assertThat(failures.count()).isEqualTo(3);
      assertThat(log.linesWith("missing from the output")).isNotEmpty();
    }
  }

  @Test
  void requestedFamilyComesAloneEvenIfAnotherNameIsItsPrefix() throws IOException {
    registry.register((Collector) () -> gauge("task"));
    registry.register((Collector) () -> gauge("task_poll"));
    registry.register((Collector) () -> gauge("task_poll_time"));

    assertThat(text(registry.scrape(requestFor("task_poll_time"))))
        .contains("task_poll_time 1.0")
        .doesNotContain("task 1.0", "task_poll 1.0");
  }

  @Test
  void familyMayBeRequestedByTheNameOfItsSample() {
    assertThat(new RequestedNames(new String[] {"polls_total"})).accepts("polls", "polls_total");
    assertThat(new RequestedNames(new String[] {"time_seconds_bucket"})).accepts("time_seconds");
    assertThat(new RequestedNames(new String[] {"time_seconds_sum"})).accepts("time_seconds");
    assertThat(new RequestedNames(new String[] {"tachograph_build_info"}))
        .accepts("tachograph_build");
    assertThat(new RequestedNames(new String[] {"polls"})).rejects("polls_total", "pol", "x");
  }

  /** Formats derive names for samples, and no series may come twice. */
  @Test
  void familyBesideOthers_thatHasANameOfTheirSamples_isLeftOut() throws IOException {
    registry.register((Collector) () -> gauge("time_seconds_sum"));
    List<String> clashes = new ArrayList<>();
    beside(
        clashes,
        summary("size"),
        gauge("size_count"),
        summary("time_seconds"),
        gauge("time_seconds_max"),
        gauge("polls_total"),
        counter("polls"));

    assertThat(text(registry.scrape()))
        .containsOnlyOnce("\nsize_count ")
        .containsOnlyOnce("\npolls_total 3.0")
        .containsOnlyOnce("\ntime_seconds_sum 1.0")
        .containsOnlyOnce("\ntime_seconds_max 1.0")
        .doesNotContain("time_seconds_count");
    assertThat(clashes).containsExactly("polls_total", "size_count", "time_seconds");
  }

  /** No format has a series for the time of creation. */
  @Test
  void aCounterOfWhatWasCreated_isServedBesideTheOther() throws IOException {
    List<String> clashes = new ArrayList<>();
    beside(clashes, counter("orders"), counter("orders_created"));
    assertThat(text(registry.scrape()))
        .containsOnlyOnce("\norders_total 3.0")
        .containsOnlyOnce("\norders_created_total 3.0");
    assertThat(clashes).isEmpty();
  }

  private void beside(List<String> clashes, MetricSnapshot... families) {
    registry.beside(
        new SecondaryFamilies() {
          @Override
          public MetricSnapshots collect(Predicate<String> includedNames) {
            return new MetricSnapshots(families);
          }

          @Override
          public void clash(Collection<String> names) {
            clashes.addAll(names);
          }
        });
  }

  private static MetricSnapshot counter(String name) {
    return CounterSnapshot.builder()
        .name(name)
        .dataPoint(CounterDataPointSnapshot.builder().value(3).build())
        .build();
  }

  private static MetricSnapshot summary(String name) {
    return SummarySnapshot.builder()
        .name(name)
        .dataPoint(SummaryDataPointSnapshot.builder().count(2).sum(5).build())
        .build();
  }

  @Test
  void unregisteredCollectorIsGone() {
    Collector collector = () -> gauge("gone");
    registry.register(collector);
    registry.unregister(collector);

    assertThat(registry.scrape().size()).isZero();
  }
}
