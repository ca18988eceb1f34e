package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What memory holds is in the file as well, whenever a record has returned. */
class MappedRegistryTest {
  private static final int THREADS = 4;
  private static final int RECORDS = 100_000;
  private static final int MANY = 30;

  private final FileImage image = new FileImage(MANY).grow();

  @Test
  void aCounterIsInTheFileAfterEachIncrement() {
    Counter counter = registry(Distribution.QUANTILES).counter("c_total", "help").series();
    for (int i = 1; i <= 3; i++) {
      counter.increment();
      assertThat(image.sum(Layout.VALUE)).isEqualTo(i).isEqualTo(counter.value());
    }
  }

  @Test
  void concurrentWritersLoseNothing_inMemoryOrInTheFile() throws InterruptedException {
    growEagerly();
    Counter counter = registry(Distribution.QUANTILES).counter("c_total", "help").series();
    Concurrently.run(
        THREADS,
        thread -> {
          for (int i = 0; i < RECORDS; i++) {
            counter.add(thread + 1);
          }
        });
    assertThat(counter.value()).isEqualTo(10L * RECORDS).isEqualTo(image.sum(Layout.VALUE));
  }

  @Test
  void bucketsCountAndSumAgree_afterConcurrentWriters() throws InterruptedException {
    growEagerly();
    Timer timer = timer(Distribution.HISTOGRAM);
    Concurrently.run(
        THREADS,
        thread -> {
          for (int i = 0; i < RECORDS; i++) {
            timer.record(i, i);
          }
        });
    long count = (long) THREADS * RECORDS;
    long sum = THREADS * LongStream.range(0, RECORDS).sum();
    Histogram histogram = timer.histogram();
    assertThat(histogram).isNotNull();
    assertThat(histogram.snapshot().count()).isEqualTo(count);
    assertThat(histogram.snapshot().sum()).isEqualTo(sum);
    List<FileImage.Found> cells = image.records(Layout.CELL, Layout.BUCKET_CELL);
    assertThat(cells.stream().mapToLong(c -> c.number(Layout.COUNT_AT)).sum()).isEqualTo(count);
    assertThat(cells.stream().mapToLong(FileImage::sum).sum()).isEqualTo(sum);
    for (FileImage.Found cell : cells) {
      long inBuckets = 0;
      for (int i = 0; i < cell.integer(Layout.OBJECT_AT); i++) {
        inBuckets += cell.number(Layout.BUCKETS_AT + i * Long.BYTES);
      }
      assertThat(inBuckets).isEqualTo(cell.number(Layout.COUNT_AT));
    }
  }

  @Test
  void nativeBucketsAreInTheFile() {
    Timer timer = timer(Distribution.NATIVE);
    timer.record(0, 1);
    timer.record(1_000_000, 2);
    NativeHistogram histogram = timer.nativeHistogram();
    assertThat(histogram).isNotNull();
    assertThat(histogram.snapshot().count()).isEqualTo(2);
    assertThat(histogram.snapshot().zeroCount()).isEqualTo(1);
    FileImage.Found cell = image.records(Layout.CELL, Layout.BUCKET_CELL).get(0);
    assertThat(cell.number(Layout.BUCKETS_AT)).isEqualTo(1);
    assertThat(FileImage.sum(cell)).isEqualTo(1_000_000);
  }

  @Test
  void aWindowsValuesAreInTheFile_whateverTheirSizeAndNumber() {
    growEagerly();
    Timer timer = timer(Distribution.QUANTILES);
    for (int records : new int[] {1, 16, 17, 300, 1000, 3000}) {
      while (timer.count() < records) {
        long i = timer.count();
        timer.record(i == 200 ? Long.MAX_VALUE >> 8 : i, i);
      }
      FileImage.Found cell = image.records(Layout.CELL, Layout.WINDOW_CELL).get(0);
      assertThat(cell.number(Layout.COUNT_AT)).isEqualTo(records);
      long[] ring = image.ring(cell);
      int mask = cell.integer(Layout.RING_SIZE_AT) - 1;
      for (long i = Math.max(0, records - 1000); i < records; i++) {
        long expected = i == 200 ? Long.MAX_VALUE >> 8 : i;
        assertThat(ring[(int) i & mask]).isEqualTo(expected);
      }
    }
  }

  @Test
  void aWindowsCountAndSumAgree_afterConcurrentWriters() throws InterruptedException {
    growEagerly();
    Timer timer = timer(Distribution.QUANTILES);
    Concurrently.run(
        THREADS,
        thread -> {
          for (int i = 0; i < RECORDS; i++) {
            timer.record(i, i);
          }
        });
    List<FileImage.Found> cells = image.records(Layout.CELL, Layout.WINDOW_CELL);
    assertThat(cells.stream().mapToLong(c -> c.number(Layout.COUNT_AT)).sum())
        .isEqualTo((long) THREADS * RECORDS);
    assertThat(cells.stream().mapToLong(FileImage::sum).sum())
        .isEqualTo(THREADS * LongStream.range(0, RECORDS).sum());
  }

  @Test
  void aGaugeIsInTheFile() {
    Gauge gauge = registry(Distribution.QUANTILES).gauge("g", "help").series();
    gauge.set(1.5);
    gauge.add(1);
    FileImage.Found cell = image.records(Layout.CELL, Layout.DOUBLE_CELL).get(0);
    assertThat(Double.longBitsToDouble(cell.number(Layout.RECORD_HEADER))).isEqualTo(2.5);
    assertThat(gauge.value()).isEqualTo(2.5);
  }

  @Test
  void whatFoundNoRoomIsInTheFileAsSoonAsItHasGrown() {
    FileImage late = new FileImage(MANY);
    MetricRegistry registry = late.registry(Distribution.BOTH);
    Counter counter = registry.counter("c_total", "help").series();
    Timer timer = registry.timer("t_seconds", "help", Buckets.DEFAULT).series();
    Gauge gauge = registry.gauge("g", "help").series();
    counter.add(5);
    gauge.set(7);
    for (int i = 0; i < 100; i++) {
      timer.record(i, i);
    }
    late.grow();
    assertThat(late.sum(Layout.VALUE)).isEqualTo(5);
    assertThat(late.records(Layout.CELL, Layout.DOUBLE_CELL).get(0).number(Layout.RECORD_HEADER))
        .isEqualTo(Double.doubleToRawLongBits(7));
    FileImage.Found buckets = late.records(Layout.CELL, Layout.BUCKET_CELL).get(0);
    assertThat(buckets.number(Layout.COUNT_AT)).isEqualTo(100);
    FileImage.Found window = late.records(Layout.CELL, Layout.WINDOW_CELL).get(0);
    assertThat(FileImage.sum(window)).isEqualTo(4950);
    assertThat(late.ring(window)).contains(LongStream.range(0, 100).toArray());
  }

  @Test
  void aFullFileCostsNothingInMemory_andIsCounted() {
    FileImage small = new FileImage(1).grow();
    MetricFamily<Counter> family =
        small.registry(Distribution.QUANTILES).counter("c_total", "help", "label");
    for (int i = 0; i < 900; i++) {
      family.series("label value number " + i).increment();
    }
    assertThat(family.allSeries()).allMatch(counter -> counter.value() == 1).hasSize(900);
    assertThat(small.file.unplaced()).isPositive();
    assertThat(small.sum(Layout.VALUE)).isBetween(200L, 899L);
  }

  @Test
  void aSeriesHasItsLabelsAndFamilyInTheFile() {
    registry(Distribution.QUANTILES).counter("c_total", "Help.", "a").series("x").increment();
    FileImage.Found series = image.records(Layout.SERIES, 0).get(0);
    FileImage.Found family = image.records(Layout.FAMILY, Layout.COUNTER_FAMILY).get(0);
    assertThat(series.integer(Layout.OBJECT_AT)).isEqualTo(family.integer(Layout.SUBJECT_AT));
    assertThat(series.number(Layout.STATE_AT)).isEqualTo(Layout.IN_FAMILY);
    assertThat(family.in.get(family.at + Layout.LABELS_AT)).isEqualTo((byte) 1);
  }

  @Test
  void aSumForOneReadingIsNotInTheFile() {
    MetricFamily<Counter> family = registry(Distribution.QUANTILES).counter("c_total", "help", "a");
    family.relabelBy(
        new Relabeling() {
          @Override
          public int version() {
            return 1;
          }

          @Override
          public List<String> relabel(List<String> labelValues) {
            return labelValues.get(0).startsWith("id") ? List.of("{id}") : labelValues;
          }
        });
    family.series("id1").increment();
    family.series("id2").increment();
    assertThat(family.allSeries()).extracting(Counter::value).containsExactly(2L);
    assertThat(image.sum(Layout.VALUE)).isEqualTo(2);
    assertThat(image.records(Layout.LINK, 0)).hasSize(2);
  }

  @Test
  void recordingAllocatesNothing() {
    growEagerly();
    MetricRegistry registry = registry(Distribution.BOTH);
    Counter counter = registry.counter("c_total", "help").series();
    Timer timer = registry.timer("t_seconds", "help", Buckets.DEFAULT).series();
    Gauge gauge = registry.gauge("g", "help").series();
    long allocated = 0;
    for (int round = 0; round < 3; round++) {
      ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = meter.getThreadAllocatedBytes(Thread.currentThread().getId());
      for (int i = 0; i < RECORDS; i++) {
        counter.increment();
        timer.record(i, i);
        gauge.set(i);
      }
      allocated = meter.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }
    assertThat(allocated).isLessThan(4096);
  }

  @Test
  void allModesHaveDifferentCodes() {
    assertThat(
            Arrays.stream(dev.tachograph.bootstrap.metrics.mapped.GaugeMode.values())
                .map(mode -> dev.tachograph.bootstrap.metrics.mapped.GaugeMode.of(mode.code())))
        .containsExactly(dev.tachograph.bootstrap.metrics.mapped.GaugeMode.values());
  }

  private MetricRegistry registry(Distribution distribution) {
    return image.registry(distribution);
  }

  private Timer timer(Distribution distribution) {
    return registry(distribution).timer("t_seconds", "help", Buckets.DEFAULT).series();
  }

  /** Leaves no waiting for the agent's thread, which there is none of here. */
  private void growEagerly() {
    for (int i = 0; i < 4; i++) {
      image.grow();
    }
  }
}
