package dev.tachograph.agent.export.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final int MANY = 1_000_000;

  private final History history = new History(10_000, MANY);

  /** A gauge for each pair of a label and a value. */
  private static MetricSnapshots gauges(Object... labelsAndValues) {
    GaugeSnapshot.Builder family = GaugeSnapshot.builder().name("queued").help("Tasks.");
    for (int i = 0; i < labelsAndValues.length; i += 2) {
      family.dataPoint(
          GaugeSnapshot.GaugeDataPointSnapshot.builder()
              .labels(Labels.of("executor", (String) labelsAndValues[i]))
              .value((Double) labelsAndValues[i + 1])
              .build());
    }
    return MetricSnapshots.of(family.build());
  }

  private static void add(History history, MetricSnapshots snapshots, long millis) {
    history.begin(millis);
    SnapshotReader.read(snapshots, history);
    history.end();
  }

  private String all() {
    return history.read("", 0, 0, 0, 2000);
  }

  private String id() {
    String json = all();
    return json.substring(7, json.indexOf('"', 7));
  }

  @Test
  void read_unknownReader_getsFamiliesSeriesBaseAndSamples() {
    add(history, gauges("a", 1.0, "b", 2.0), 5000);

    assertThat(all())
        .endsWith(
            ",\"interval\":2000,\"keep\":10000,\"omitted\":0"
                + ",\"families\":[[\"queued\",\"gauge\",\"Tasks.\",[]]]"
                + ",\"series\":[[0,\"executor\",\"a\"],[0,\"executor\",\"b\"]]"
                + ",\"base\":[5000]"
                + ",\"samples\":[[1,5000,0,[1],1,[2]]]}\n");
  }

  @Test
  void read_readerThatKnowsTheFirstSample_getsOnlyWhatChanged() {
    add(history, gauges("a", 1.0, "b", 2.0), 5000);
    add(history, gauges("a", 1.0, "b", 3.0, "c", 4.5), 7000);

    assertThat(history.read(id(), 1, 1, 2, 2000))
        .endsWith(
            ",\"families\":[],\"series\":[[0,\"executor\",\"c\"]]"
                + ",\"samples\":[[2,7000,1,[3],2,[4.5]]]}\n");
  }

  @Test
  void read_readerOfAnotherRecording_getsAll() {
    add(history, gauges("a", 1.0), 5000);

    assertThat(history.read("other", 1, 1, 1, 2000)).contains("\"base\":");
  }

  @Test
  void read_readerThatKnowsMoreThanThereIs_getsAll() {
    add(history, gauges("a", 1.0), 5000);

    assertThat(history.read(id(), 2, 1, 1, 2000)).contains("\"base\":");
    assertThat(history.read(id(), 1, 2, 1, 2000)).contains("\"base\":");
    assertThat(history.read(id(), 1, 1, 2, 2000)).contains("\"base\":");
  }

  @Test
  void add_samplesThatAreTooOld_becomeTheBase() {
    add(history, gauges("a", 1.0), 5000);
    add(history, gauges("a", 2.0), 7000);
    add(history, gauges("a", 3.0), 16000);

    assertThat(all())
        .endsWith(",\"base\":[5000,0,[1]],\"samples\":[[2,7000,0,[2]],[3,16000,0,[3]]]}\n");
  }

  @Test
  void read_readerWhoseLastSampleIsForgotten_getsAll() {
    add(history, gauges("a", 1.0), 5000);
    add(history, gauges("a", 2.0), 7000);
    String id = id();
    add(history, gauges("a", 3.0), 30000);

    assertThat(history.read(id, 1, 1, 1, 2000)).contains("\"base\":[7000,0,[2]]");
  }

  @Test
  void add_moreValuesThanThereIsRoomFor_forgetsTheOldestSamples() {
    History small = new History(3_600_000, 10);
    for (int i = 1; i <= 100; i++) {
      add(small, gauges("a", (double) i), i * 1000L);
    }

    assertThat(small.samples()).isEqualTo(5);
    assertThat(small.read("", 0, 0, 0, 2000)).contains("\"base\":[95000,0,[95]]");
  }

  @Test
  void add_seriesThatIsGone_hasNoValue() {
    add(history, gauges("a", 1.0, "b", 2.0), 5000);
    add(history, gauges("a", 1.0), 7000);

    assertThat(all()).endsWith(",[2,7000,1,[]]]}\n");
  }

  @Test
  void isMostlyPast_moreSeriesGoneThanThere() {
    for (int i = 0; i < 1500; i++) {
      add(history, gauges("series" + i, 1.0), i);
      if (i < 1000) {
        assertThat(history.isMostlyPast()).isFalse();
      }
    }

    assertThat(history.isMostlyPast()).isTrue();
  }

  @Test
  void add_moreSeriesThanThePageCanShow_saysSo() {
    Object[] many = new Object[2 * (History.MAX_SERIES + 7)];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = "e" + i;
      many[i + 1] = 1.0;
    }
    add(history, gauges(many), 5000);

    assertThat(all()).contains("\"omitted\":7,");
  }

  @Test
  void read_hostileLabel_isEscapedAndShortened() {
    add(history, gauges("</script>\u202e\"" + "x".repeat(1 << 20), 1.0), 5000);

    assertThat(all())
        .contains("\"\\u003c/script\\u003e\\u202e\\\"xxx")
        .contains("xx\\u2026\"]")
        .hasSizeLessThan(1000);
  }

  @Test
  void read_numbersThatJsonDoesNotHave_areNull() {
    add(history, gauges("a", Double.NaN, "b", Double.POSITIVE_INFINITY, "c", 0.1 + 0.2), 5000);

    assertThat(all()).contains("0,[null],1,[null],2,[0.3]");
  }

  @Test
  void read_counter_hasItsExposedName() {
    add(
        history,
        MetricSnapshots.of(
            CounterSnapshot.builder()
                .name("polls")
                .dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value(7).build())
                .build()),
        5000);

    assertThat(all()).contains("[\"polls_total\",\"counter\",\"\",[]]").contains("0,[7]");
  }

  @Test
  void read_summary_hasCountSumAndQuantiles() {
    add(
        history,
        MetricSnapshots.of(
            SummarySnapshot.builder()
                .name("t")
                .dataPoint(
                    SummarySnapshot.SummaryDataPointSnapshot.builder()
                        .count(2)
                        .sum(0.5)
                        .quantiles(Quantiles.of(new Quantile(0.5, 0.2), new Quantile(0.99, 0.3)))
                        .build())
                .build()),
        5000);

    assertThat(all()).contains("[\"t\",\"summary\",\"\",[0.5,0.99]]").contains("0,[2,0.5,0.2,0.3]");
  }

  @Test
  void read_classicHistogram_hasCountSumAndBuckets() {
    add(
        history,
        MetricSnapshots.of(
            HistogramSnapshot.builder()
                .name("t")
                .dataPoint(
                    HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .sum(9)
                        .classicHistogramBuckets(
                            ClassicHistogramBuckets.of(
                                new double[] {0.5, Double.POSITIVE_INFINITY}, new long[] {3, 1}))
                        .build())
                .build()),
        5000);

    assertThat(all()).contains("[\"t\",\"histogram\",\"\",[0.5,null]]").contains("0,[4,9,3,1]");
  }

  @Test
  void read_nativeHistogram_hasSchemaZerosAndBuckets() {
    add(
        history,
        MetricSnapshots.of(
            HistogramSnapshot.builder()
                .name("t")
                .dataPoint(
                    HistogramSnapshot.HistogramDataPointSnapshot.builder()
                        .sum(9)
                        .nativeSchema(3)
                        .nativeZeroCount(1)
                        .nativeBucketsForPositiveValues(
                            NativeHistogramBuckets.of(new int[] {-8, 2}, new long[] {5, 6}))
                        .build())
                .build()),
        5000);

    assertThat(all()).contains("[\"t\",\"native\",\"\",[]]").contains("0,[12,9,3,1,-8,5,2,6]");
  }

  @Test
  void valuesByHeap_smallHeap_isASmallShare() {
    assertThat(History.valuesByHeap(64 << 20)).isEqualTo((64 << 20) / 64 / 8);
    assertThat(History.valuesByHeap(64L << 30)).isEqualTo(1 << 19);
  }
}
