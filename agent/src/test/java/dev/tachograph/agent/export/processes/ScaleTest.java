package dev.tachograph.agent.export.processes;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 1000 dead and 50 living processes of 1000 series each. Their files are copies of the file of one
 * process, each with a header of its own; one JVM holds the locks of the living.
 */
class ScaleTest {
  private static final int DEAD = 1000;
  private static final int LIVING = 50;
  private static final int COUNTERS = 940;
  private static final int GAUGES = 40;
  private static final int TIMERS = 20;
  private static final int OBSERVATIONS = 10;
  private static final int BLOCK = 4096;
  private static final long MEGABYTE = 1 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  @Test
  void aThousandDeadBecomeOneFile_andASidecarStaysSmall(@TempDir Path directory)
      throws IOException {
    byte[] model = model(directory);
    List<String> alive = new ArrayList<>();
    for (int i = 0; i < DEAD + LIVING; i++) {
      Path file = copy(model, directory, i);
      if (i < LIVING) {
        alive.add(file.toString());
      }
    }
    Process holder = holder(alive);
    try (ProcessGroup sidecar = ProcessGroup.watch(new ProcessOptions(directory))) {
      assertThat(sidecar).isNotNull();
      long before = usedHeap();
      check(collect("the first scrape", sidecar), DEAD, 0);
      measured("adding 1000 dead processes to the archive", sidecar::archiveNow);
      assertThat(names(directory))
          .hasSize(LIVING + 3)
          .contains("archive", "archiver.lock", "sidecar.lock");
      for (int scrape = 2; scrape <= 6; scrape++) {
        check(collect("scrape " + scrape, sidecar), 0, DEAD);
      }
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      check(collect("scrape 7", sidecar), 0, DEAD);
      assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated)
          .as("bytes that a scrape allocates")
          .isLessThan(8 * MEGABYTE);
      long kept = usedHeap() - before;
      System.out.println("scale: the sidecar keeps " + kept / MEGABYTE + " MB");
      assertThat(kept).as("bytes that are kept").isLessThan(64 * MEGABYTE);
      assertThat(Files.size(directory.resolve("archive"))).isLessThan(MEGABYTE);
    } finally {
      holder.getOutputStream().close();
      holder.destroyForcibly();
    }
  }

  private static byte[] model(Path directory) throws IOException {
    try (Worker worker = new Worker(directory, Distribution.QUANTILES, GaugeMode.LIVE_SUM)) {
      for (int i = 0; i < COUNTERS; i++) {
        worker.file.growIfDue();
        worker
            .registry
            .counter("c_total", "Help of c.", "taskType", "status")
            .series("task-type-number-" + i / 2, i % 2 == 0 ? "SUCCESS" : "FAILURE")
            .increment();
      }
      for (int i = 0; i < GAUGES; i++) {
        worker.registry.gauge("g", "Help of g.", "taskType").series("type-" + i).set(1);
      }
      for (int i = 0; i < TIMERS; i++) {
        for (int n = 0; n < OBSERVATIONS; n++) {
          worker.file.growIfDue();
          worker
              .registry
              .timer("t_seconds", "Help of t.", Buckets.DEFAULT, "taskType")
              .series("type-" + i)
              .record(1_000_000_000, n);
        }
      }
      worker.file.growIfDue();
      assertThat(worker.file.values().unplaced()).isZero();
      byte[] model = Files.readAllBytes(worker.file.path());
      Files.delete(worker.file.path());
      return model;
    }
  }

  /** Writes what is not zero. */
  private static Path copy(byte[] model, Path directory, int pid) throws IOException {
    FileHeader header =
        new FileHeader(UUID.randomUUID(), DirectoryFiles.bootId(), pid, System.currentTimeMillis());
    ByteBuffer content = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN);
    header.write(content);
    Path file = new DirectoryFiles(directory).values(header.id);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int at = 0; at < model.length; at += BLOCK) {
        if (at + BLOCK == model.length || isUsed(model, at)) {
          channel.write(ByteBuffer.wrap(model, at, BLOCK), at);
        }
      }
    }
    return file;
  }

  private static boolean isUsed(byte[] model, int from) {
    for (int i = from; i < from + BLOCK; i++) {
      if (model[i] != 0) {
        return true;
      }
    }
    return false;
  }

  private static Process holder(List<String> files) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName()));
    command.addAll(files);
    Process holder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    assertThat(holder.inputReader().readLine()).isEqualTo(LockHolder.READY);
    return holder;
  }

  private static MetricSnapshots collect(String what, ProcessGroup sidecar) {
    MetricSnapshots[] result = new MetricSnapshots[1];
    measured(what, () -> result[0] = sidecar.collector().collect());
    return result[0];
  }

  private static void measured(String what, Runnable action) {
    long thread = THREADS.getCurrentThreadCpuTime();
    long process = SYSTEM.getProcessCpuTime();
    action.run();
    System.out.printf(
        "scale: %s took %d ms of CPU on its thread, %d ms with compiler and collector%n",
        what,
        (THREADS.getCurrentThreadCpuTime() - thread) / 1_000_000,
        (SYSTEM.getProcessCpuTime() - process) / 1_000_000);
  }

  private static void check(MetricSnapshots scraped, int dead, int archived) {
    int all = DEAD + LIVING;
    double counted = 0;
    for (CounterDataPointSnapshot point : ((CounterSnapshot) find(scraped, "c")).getDataPoints()) {
      assertThat(point.getValue()).isEqualTo(all);
      counted += point.getValue();
    }
    assertThat(counted).isEqualTo((double) COUNTERS * all);
    assertThat(((GaugeSnapshot) find(scraped, "g")).getDataPoints())
        .hasSize(GAUGES)
        .allMatch(point -> point.getValue() == LIVING);
    assertThat(((SummarySnapshot) find(scraped, "t_seconds")).getDataPoints())
        .hasSize(TIMERS)
        .allMatch(point -> point.getCount() == (long) OBSERVATIONS * all)
        .allMatch(point -> point.getQuantiles().get(0).getValue() == 1);
    assertThat(((GaugeSnapshot) find(scraped, "tachograph_multiproc_processes")).getDataPoints())
        .extracting(point -> (int) point.getValue())
        .containsExactlyInAnyOrder(LIVING, dead, 0);
    assertThat(
            ((CounterSnapshot) find(scraped, "tachograph_multiproc_archived_processes"))
                .getDataPoints()
                .get(0)
                .getValue())
        .isEqualTo(archived);
  }

  private static MetricSnapshot find(MetricSnapshots scraped, String name) {
    return scraped.stream()
        .filter(snapshot -> snapshot.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
