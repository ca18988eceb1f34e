package dev.tachograph.agent.export.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.OutcomeCount;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What processes leave in a directory adds up, whoever lives and whoever is dead. */
class DirectoryTest {
  private final Path directory;
  private final List<Worker> workers = new ArrayList<>();
  private @Nullable ProcessGroup sidecar;
  private OutputStream log = OutputStream.nullOutputStream();

  DirectoryTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void beQuiet() {
    log = AgentLog.redirect(OutputStream.nullOutputStream());
  }

  @AfterEach
  void close() throws IOException {
    AgentLog.redirect(log);
    for (Worker worker : workers) {
      worker.close();
    }
    if (sidecar != null) {
      sidecar.close();
    }
  }

  @Test
  void countersAddUp_overTheLivingTheDeadAndTheArchive() throws IOException {
    worker().count(1);
    Worker second = worker();
    second.count(10);
    assertThat(counter("c")).isEqualTo(11);
    second.close();
    assertThat(counter("c")).isEqualTo(11);
    archive();
    assertThat(counter("c")).isEqualTo(11);
    assertThat(valueFiles()).isEqualTo(1);
    worker().count(100);
    assertThat(counter("c")).isEqualTo(111);
    assertThat(family("c").getMetadata().getHelp()).isEqualTo("Help of c.");
  }

  @Test
  void aMemberSeesItselfAndTheOthers() throws IOException {
    ProcessGroup member = ProcessGroup.join(options());
    Worker.registry(
            Distribution.QUANTILES,
            new double[0],
            member.registryFile((family, sums) -> GaugeMode.SUM))
        .counter("c_total", "Help of c.", "label")
        .series("a")
        .add(5);
    worker().count(1);
    CounterSnapshot sum = (CounterSnapshot) find(member, "c");
    assertThat(sum).isNotNull();
    assertThat(sum.getDataPoints().get(0).getValue()).isEqualTo(6);
    member.close();
    assertThat(counter("c")).isEqualTo(6);
  }

  @Test
  void aBurstOfNewSeries_isInTheSum_whenTheProcessHasEnded() throws IOException {
    ProcessGroup member = ProcessGroup.join(options());
    MetricFamily<Timer> timers =
        Worker.registry(
                Distribution.QUANTILES,
                new double[0],
                member.registryFile((family, sums) -> GaugeMode.SUM))
            .timer("t_seconds", "Help of t.", Buckets.DEFAULT, "label");
    for (int i = 0; i < 3000; i++) {
      timers.series("v" + i % 700).record(1_000_000_000L, i);
    }
    member.close();
    SummarySnapshot sum = (SummarySnapshot) family("t_seconds");
    assertThat(sum.getDataPoints().stream().mapToLong(SummaryDataPointSnapshot::getCount).sum())
        .isEqualTo(3000);
  }

  @Test
  void anInterruptOfAllThreads_keepsNoSeriesFromTheFile() throws IOException {
    ProcessGroup member = ProcessGroup.join(options());
    member.start();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("tachograph-processes")) {
        thread.interrupt();
      }
    }
    MetricFamily<Timer> timers =
        Worker.registry(
                Distribution.QUANTILES,
                new double[0],
                member.registryFile((family, sums) -> GaugeMode.SUM))
            .timer("t_seconds", "Help of t.", Buckets.DEFAULT, "label");
    for (int i = 0; i < 700; i++) {
      timers.series("v" + i).record(1_000_000_000L, i);
    }
    member.close();
    assertThat(member.unplaced()).isZero();
    SummarySnapshot sum = (SummarySnapshot) family("t_seconds");
    assertThat(sum.getDataPoints()).hasSize(700);
  }

  @Test
  void anInterruptedScrape_leavesNoProcessOutOfTheNextSum() throws IOException {
    worker().count(1);
    Worker dead = worker();
    dead.count(10);
    dead.close();
    ProcessGroup group = sidecar();
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(group::sum).isInstanceOf(ClosedByInterruptException.class);
      group.archiveNow();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(counter("c")).isEqualTo(11);
    assertThat(group.badFiles()).isZero();
    group.archiveNow();
    assertThat(counter("c")).isEqualTo(11);
    assertThat(valueFiles()).isEqualTo(1);
  }

  @Test
  void aPipe_isNoProcess_andNobodyWaitsForItsOtherEnd() throws Exception {
    worker().count(1);
    for (String end : new String[] {".values", ".new"}) {
      String pipe = directory.resolve(UUID.randomUUID() + end).toString();
      assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
    }
    archive();
    assertThat(counter("c")).isEqualTo(1);
    assertThat(sidecar().badFiles()).isEqualTo(1);
  }

  @Test
  void aPipeInTheArchivesPlace_isNoArchive_andNobodyWaitsForItsOtherEnd() throws Exception {
    worker().count(1);
    String pipe = directory.resolve("archive").toString();
    assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
    assertThat(counter("c")).isEqualTo(1);
    workers.get(0).close();
    sidecar().archiveNow();
    assertThat(counter("c")).as("not archived, and not lost").isEqualTo(1);
    assertThat(sidecar().badFiles()).isEqualTo(1);
  }

  @Test
  void theLargestFile_isKnownAtOnce() throws IOException {
    ProcessGroup.join(options().maxFile(Long.MAX_VALUE)).close();
    assertThat(Layout.segmentPosition(2)).isEqualTo(Layout.segmentSize(0) + Layout.segmentSize(1));
    assertThat(Layout.segmentPosition(9) - Layout.segmentPosition(8))
        .isEqualTo(Layout.segmentSize(8));
  }

  @Test
  void aSummaryKeepsCountAndSumOfTheDead_andTheQuantilesOfTheLiving() throws IOException {
    Timer dead = timer(worker());
    for (int i = 0; i < 100; i++) {
      dead.record(5_000_000_000L, i);
    }
    workers.get(0).close();
    List<Long> values = new ArrayList<>();
    for (int w = 0; w < 2; w++) {
      Timer timer = timer(worker());
      for (int i = 0; i < 1500; i++) {
        timer.record(1000L * (w + 2 * i), i);
        if (i >= 500) {
          values.add(1000L * (w + 2 * i));
        }
      }
    }
    archive();
    SummaryDataPointSnapshot summary =
        ((SummarySnapshot) family("t_seconds")).getDataPoints().get(0);
    assertThat(summary.getCount()).isEqualTo(3100);
    assertThat(summary.getSum()).isCloseTo(500 + 2 * 2.2485 + 0.0015, within(1e-6));
    Collections.sort(values);
    double median = (values.get(999) + values.get(1000)) / 2.0 / 1e9;
    assertThat(summary.getQuantiles().get(0).getValue()).isCloseTo(median, within(1e-12));
  }

  @Test
  void quantilesFollowAsSoonAsOneProcessRecords() throws IOException {
    Timer timer = timer(worker());
    timer.record(1_000_000_000, 1);
    assertThat(median()).isEqualTo(1);
    timer.record(3_000_000_000L, 2);
    assertThat(median()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"HISTOGRAM", "NATIVE"})
  void bucketsAddUp(Distribution distribution) throws IOException {
    for (int w = 0; w < 3; w++) {
      Worker worker = worker(distribution, GaugeMode.SUM);
      timer(worker).record(1_000_000, 1);
      timer(worker).record(20_000_000_000L, 2);
    }
    workers.get(0).close();
    archive();
    HistogramDataPointSnapshot point =
        ((HistogramSnapshot) family("t_seconds")).getDataPoints().get(0);
    assertThat(point.getCount()).isEqualTo(6);
    assertThat(point.getSum()).isCloseTo(3 * 20.001, within(1e-9));
    if (distribution == Distribution.HISTOGRAM) {
      assertThat(point.getClassicBuckets().getCount(0)).isEqualTo(3);
    }
  }

  @Test
  void bucketsWithDifferentBoundsAreUnited() {
    SeriesTotals totals = new SeriesTotals();
    totals.addBuckets(new long[] {10, 30}, new long[] {1, 2, 3}, 5);
    totals.addBuckets(new long[] {20, 30}, new long[] {10, 20, 30}, 7);
    assertThat(totals.bounds).containsExactly(10, 20, 30);
    assertThat(totals.counts).containsExactly(1, 10, 22, 33);
    assertThat(totals.bucketSum).isEqualTo(12);
  }

  @ParameterizedTest
  @EnumSource
  void gaugesAreMergedByTheirMode(GaugeMode mode) throws IOException {
    Worker one = worker(Distribution.QUANTILES, mode);
    one.registry.gauge("g", "help").series().set(4);
    long set = System.currentTimeMillis();
    while (System.currentTimeMillis() == set) {
      Thread.onSpinWait();
    }
    Worker dead = worker(Distribution.QUANTILES, mode);
    dead.registry.gauge("g", "help").series().set(7);
    dead.close();
    for (int round = 0; round < 2; round++) {
      assertThat(family("g").getDataPoints())
          .allMatch(point -> point.getScrapeTimestampMillis() == 0);
      List<Double> values =
          ((GaugeSnapshot) family("g"))
              .getDataPoints().stream().map(p -> p.getValue()).sorted().toList();
      switch (mode) {
        case SUM:
          assertThat(values).containsExactly(11.0);
          break;
        case MAX:
        case MOST_RECENT:
          assertThat(values).containsExactly(7.0);
          break;
        case ALL:
          // Both have the same pid here, and one is kept.
          assertThat(values).hasSize(1);
          break;
        default:
          assertThat(values).containsExactly(4.0);
      }
      boolean hasPid = family("g").getDataPoints().get(0).getLabels().contains("pid");
      assertThat(hasPid).isEqualTo(mode == GaugeMode.ALL || mode == GaugeMode.LIVE_ALL);
      archive();
    }
  }

  @Test
  void gaugesOfTheDeadDisappearAfterTheirTime() throws IOException {
    worker(Distribution.QUANTILES, GaugeMode.ALL).registry.gauge("g", "help").series().set(7);
    workers.get(0).close();
    sidecar = ProcessGroup.watch(options().deadGauges(Duration.ZERO));
    assertThat(find(sidecar(), "g")).isNotNull();
    archive();
    assertThat(find(sidecar(), "g")).isNull();
  }

  @Test
  void outcomesOfATimerAddUp() throws IOException {
    for (int w = 0; w < 2; w++) {
      Worker worker = worker();
      var timers = worker.registry.outcomeTimer("o_seconds", "help", Buckets.DEFAULT, "a");
      worker.registry.outcomes("o_total", "Successes.", timers, OutcomeCount.SUCCESSES);
      worker.registry.unfinished("o_in_progress", "Open.", timers);
      timers.series("x").begin();
      timers.series("x").begin();
      timers.series("x").succeed(1, 1);
    }
    assertThat(counter("o")).isEqualTo(2);
    assertThat(((GaugeSnapshot) family("o_in_progress")).getDataPoints().get(0).getValue())
        .isEqualTo(2);
    workers.get(0).close();
    archive();
    assertThat(counter("o")).isEqualTo(2);
    assertThat(((GaugeSnapshot) family("o_in_progress")).getDataPoints().get(0).getValue())
        .isEqualTo(1);
  }

  @Test
  void whatIsReadAtAScrapeIsSampled_andDisappearsWithItsSource() throws IOException {
    Worker worker = worker();
    List<String> pools = new ArrayList<>(List.of("a", "b"));
    worker.registry.pulledGauge(
        "pool", "Pools.", readings -> pools.forEach(pool -> readings.add(3, pool)), "pool");
    worker.registry.pulledInfo("v_info", "Version.", readings -> readings.add(1, "7"), "version");
    Sampler sampler =
        new Sampler(
            new dev.tachograph.bootstrap.metrics.RegistryFile(
                worker.file.values(), (family, sums) -> GaugeMode.LIVE_SUM),
            () -> worker.registry,
            null);
    sampler.sample();
    assertThat(family("pool").getDataPoints()).hasSize(2);
    assertThat(family("v").getDataPoints()).hasSize(1);
    pools.remove("b");
    sampler.sample();
    assertThat(family("pool").getDataPoints()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void anArchiverThatIsKilledAtAnyStepChangesNothing(ArchiveSteps.Step killedAt)
      throws IOException {
    for (int i = 1; i <= 3; i++) {
      Worker worker = worker();
      worker.count(i);
      timer(worker).record(i, i);
      worker.close();
    }
    ProcessGroup killed =
        ProcessGroup.join(
            options(),
            step -> {
              if (step == killedAt) {
                throw new Killed();
              }
            });
    workers.get(0).count(0);
    assertThatThrownBy(() -> archive(killed)).isInstanceOf(Killed.class);
    killed.close();
    assertThat(counter("c")).as("before the next archiver").isEqualTo(6);
    archive();
    assertThat(counter("c")).as("after the next archiver").isEqualTo(6);
    archive();
    assertThat(counter("c")).isEqualTo(6);
    assertThat(((SummarySnapshot) family("t_seconds")).getDataPoints().get(0).getCount())
        .isEqualTo(3);
    assertThat(valueFiles()).isZero();
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  private static void archive(ProcessGroup group) {
    group.archiveNow();
  }

  @Test
  void twoHundredShortWorkersLeaveOneArchive() throws IOException {
    for (int i = 0; i < 200; i++) {
      try (Worker worker = new Worker(directory)) {
        worker.count(1);
      }
      if (i % 50 == 0) {
        archive();
      }
    }
    archive();
    assertThat(counter("c")).isEqualTo(200);
    assertThat(valueFiles()).isZero();
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("archive", "archiver.lock", "sidecar.lock");
    }
  }

  @Test
  void aDamagedFileLosesItselfAlone_andIsCounted() throws IOException {
    worker().count(1);
    for (Damage damage : Damage.values()) {
      Worker victim = worker();
      victim.count(1000);
      victim.close();
      damage.to(victim.file.path());
    }
    Files.writeString(directory.resolve("notes.values"), "Not ours.");
    for (int round = 0; round < 2; round++) {
      assertThat(counter("c")).isEqualTo(1);
      assertThat(counter("tachograph_multiproc_bad_files")).isEqualTo(Damage.values().length + 1);
      archive();
    }
  }

  /** What may happen to a file. */
  enum Damage {
    TRUNCATED {
      @Override
      byte[] to(byte[] content) {
        return java.util.Arrays.copyOf(content, 1 << 15);
      }
    },
    EMPTY {
      @Override
      byte[] to(byte[] content) {
        return new byte[0];
      }
    },
    OLDER {
      @Override
      byte[] to(byte[] content) {
        ByteBuffer.wrap(content)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(Layout.VERSION_AT, Layout.VERSION - 1);
        return content;
      }
    },
    NEWER {
      @Override
      byte[] to(byte[] content) {
        ByteBuffer.wrap(content)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(Layout.VERSION_AT, Layout.VERSION + 1);
        return content;
      }
    },
    WRONG_CHECKSUM {
      @Override
      byte[] to(byte[] content) {
        content[Layout.PID_AT]++;
        return content;
      }
    },
    WILD_INDEX {
      @Override
      byte[] to(byte[] content) {
        ByteBuffer.wrap(content)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(Layout.HEADER + Layout.SEGMENT_HEADER, 1L << 40);
        return content;
      }
    },
    FOREIGN {
      @Override
      byte[] to(byte[] content) {
        content[0]++;
        return content;
      }
    };

    abstract byte[] to(byte[] content);

    void to(Path path) throws IOException {
      byte[] damaged = to(Files.readAllBytes(path));
      Files.write(path, damaged);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void anArchiveOfAnotherVersionLosesItselfAlone_isNamedOnce_andLeftWhereItIs(int step)
      throws IOException {
    worker().count(1000);
    workers.get(0).close();
    archive();
    closeSidecar();
    Path archive = directory.resolve("archive");
    byte[] content = Files.readAllBytes(archive);
    int version = ByteBuffer.wrap(content).getInt(Long.BYTES);
    ByteBuffer.wrap(content).putInt(Long.BYTES, version + step);
    Files.write(archive, content);
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    AgentLog.redirect(said);
    worker().count(1);
    worker().count(10);
    workers.get(2).close();
    for (int round = 0; round < 2; round++) {
      assertThat(counter("c")).isEqualTo(11);
      assertThat(counter("tachograph_multiproc_bad_files")).isEqualTo(1);
      sidecar().archiveNow();
    }
    assertThat(said.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce(
            archive
                + " is left out of the sum: its format has version "
                + (version + step)
                + ", and this program knows "
                + version);
    assertThat(archive).hasBinaryContent(content);
  }

  @Test
  void noDamageAtRandomEndsTheReading() throws IOException {
    Worker model = worker(Distribution.BOTH, GaugeMode.ALL);
    model.count(7);
    timer(model).record(1, 1);
    model.registry.gauge("g", "help").series().set(1);
    model.close();
    byte[] sound = Files.readAllBytes(model.file.path());
    Random random = new Random(18);
    int used = 1 << 14;
    for (int round = 0; round < 300; round++) {
      byte[] damaged = sound.clone();
      for (int i = 0; i < 1 + round % 20; i++) {
        damaged[Layout.HEADER + random.nextInt(used)] = (byte) random.nextInt();
      }
      Files.write(model.file.path(), damaged);
      DirectorySum.Sum sum =
          new DirectorySum(new DirectoryFiles(directory), options(), new BadFiles(), null).read();
      assertThat(sum.dead).isBetween(0, 1);
    }
  }

  @Test
  void aFileThatWasMadeShorterWhileItIsMappedLosesItself() throws IOException {
    worker().count(1);
    Worker victim = worker();
    victim.count(10);
    assertThat(counter("c")).isEqualTo(11);
    try (var channel =
        java.nio.channels.FileChannel.open(
            victim.file.path(), java.nio.file.StandardOpenOption.WRITE)) {
      channel.truncate(10);
    }
    assertThat(counter("c")).isEqualTo(1);
    workers.remove(victim);
  }

  @Test
  void liveGaugesFromBeforeARebootAreNotShown() throws IOException {
    Worker old = worker(Distribution.QUANTILES, GaugeMode.SUM);
    old.registry.gauge("g", "help").series().set(7);
    old.count(3);
    old.close();
    byte[] content = Files.readAllBytes(old.file.path());
    ByteBuffer buffer = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    FileHeader header = FileHeader.read(buffer);
    new FileHeader(header.id, new java.util.UUID(1, 2), header.pid, header.startMillis)
        .write(buffer);
    Files.write(old.file.path(), content);
    assertThat(find(sidecar(), "g")).isNull();
    assertThat(counter("c")).isEqualTo(3);
  }

  @Test
  void cleaningOnStartDeletesEverything_unlessSomebodyLives() throws IOException {
    Worker first = worker();
    first.count(5);
    ProcessGroup.join(options().clean(true)).close();
    assertThat(counter("c")).isEqualTo(5);
    first.close();
    archive();
    closeSidecar();
    ProcessGroup.join(options().clean(true)).close();
    assertThat(find(sidecar(), "c")).isNull();
  }

  @Test
  void aFamilyWithTooManySeriesIsFolded() throws IOException {
    Worker worker = worker();
    for (int i = 0; i < 30; i++) {
      worker.registry.counter("c_total", "help", "label").series("v" + i).increment();
    }
    sidecar = ProcessGroup.watch(options().maxSeries(10));
    assertThat(family("c").getDataPoints()).hasSize(11);
    assertThat(
            ((CounterSnapshot) family("c"))
                .getDataPoints().stream().mapToDouble(p -> p.getValue()).sum())
        .isEqualTo(30);
  }

  @Test
  void tooManyProcessesAreLeftOut_andCounted() throws IOException {
    for (int i = 0; i < 5; i++) {
      worker().count(1);
    }
    sidecar = ProcessGroup.watch(options().maxProcesses(3));
    assertThat(counter("c")).isEqualTo(3);
    assertThat(family("tachograph_multiproc_processes").getDataPoints())
        .anyMatch(
            point ->
                "left out".equals(point.getLabels().get("state"))
                    && ((GaugeSnapshot.GaugeDataPointSnapshot) point).getValue() == 2);
  }

  @Test
  void processesOfDifferentInstancesAreToldApart_andThoseOfOneAddedUp() throws IOException {
    worker().count(1);
    instance("a").count(10);
    instance("a").count(20);
    instance("b").count(100);
    for (int round = 0; round < 2; round++) {
      assertThat(byInstance("c")).containsOnly(entry("", 1.0), entry("a", 30.0), entry("b", 100.0));
      workers.get(1).close();
      archive();
    }
    instance("a").count(40);
    assertThat(byInstance("c")).containsOnly(entry("", 1.0), entry("a", 70.0), entry("b", 100.0));
  }

  @Test
  void everyKindOfFamilyHasTheInstance_andAFamilysOwnLabelStays() throws IOException {
    for (String instance : List.of("a", "b")) {
      Worker worker = instance(instance);
      timer(worker).record(1_000_000_000, 1);
      worker.registry.gauge("g", "help").series().set(7);
      worker.registry.counter("own_total", "help", "instance").series("mine").increment();
    }
    for (String family : List.of("t_seconds", "g")) {
      assertThat(family(family).getDataPoints())
          .extracting(point -> point.getLabels().get("instance"))
          .containsExactlyInAnyOrder("a", "b");
    }
    assertThat(byInstance("own")).containsOnly(entry("mine", 2.0));
  }

  @Test
  void instancesOfTheDeadAreBounded_andNothingIsLost() throws IOException {
    sidecar = ProcessGroup.watch(options().maxInstances(2));
    for (int i = 0; i < 6; i++) {
      instance("i" + i % 4).count(1);
      workers.get(i).close();
      archive();
    }
    instance("living").count(5);
    Map<String, Double> counts = byInstance("c");
    assertThat(counts)
        .containsOnly(
            entry("i0", 2.0), entry("i1", 2.0), entry("other", 2.0), entry("living", 5.0));
    assertThat(counter("tachograph_multiproc_folded_instances")).isEqualTo(2);
  }

  private Worker instance(String name) throws IOException {
    Worker worker =
        new Worker(options().instance(name), Distribution.QUANTILES, GaugeMode.LIVE_SUM);
    workers.add(worker);
    return worker;
  }

  private Map<String, Double> byInstance(String counter) throws IOException {
    Map<String, Double> values = new HashMap<>();
    for (DataPointSnapshot point : family(counter).getDataPoints()) {
      String instance = point.getLabels().get("instance");
      values.merge(
          instance == null ? "" : instance,
          ((CounterSnapshot.CounterDataPointSnapshot) point).getValue(),
          Double::sum);
    }
    return values;
  }

  @Test
  void aDirectoryThatIsDeleted_isNamedOnce_andUsedAgainWhenItIsBack() throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    AgentLog.redirect(said);
    worker().count(1);
    assertThat(counter("c")).isEqualTo(1);
    sidecar().archiveNow();
    for (Path file : filesOf(directory)) {
      Files.delete(file);
    }
    Files.delete(directory);
    for (int round = 0; round < 3; round++) {
      sidecar().archiveNow();
      assertThat(find(sidecar(), "c")).isNull();
    }
    assertThat(sidecar().failures()).isEqualTo(3);
    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "tachograph ERROR "
                + directory
                + " was deleted; what its processes have counted is not shown");
    Files.createDirectory(directory);
    worker().count(5);
    workers.get(1).close();
    sidecar().archiveNow();
    assertThat(counter("c")).isEqualTo(5);
    assertThat(valueFiles()).isZero();
  }

  @Test
  void aMemberWhoseDirectoryIsDeleted_showsItself() throws IOException {
    ProcessGroup member = ProcessGroup.join(options());
    Worker.registry(
            Distribution.QUANTILES,
            new double[0],
            member.registryFile((family, sums) -> GaugeMode.SUM))
        .counter("c_total", "Help of c.", "label")
        .series("a")
        .add(5);
    for (Path file : filesOf(directory)) {
      Files.delete(file);
    }
    Files.delete(directory);
    assertThat(find(member, "c")).isNotNull();
    member.close();
  }

  @Test
  void anArchiverWhoseLockIsDeleted_givesWayToAnother() throws IOException {
    sidecar().archiveNow();
    Files.delete(directory.resolve("archiver.lock"));
    ProcessGroup other = ProcessGroup.join(options());
    other.archiveNow();
    worker().count(1);
    workers.get(0).close();
    sidecar().archiveNow();
    assertThat(valueFiles()).as("the sidecar is not the archiver").isEqualTo(2);
    other.archiveNow();
    assertThat(valueFiles()).isEqualTo(1);
    assertThat(counter("c")).isEqualTo(1);
    other.close();
  }

  @Test
  void aGroupThatIsClosed_takesNoLockAnymore() throws IOException {
    worker().count(1);
    workers.get(0).close();
    ProcessGroup closed = ProcessGroup.join(options());
    closed.close();
    closed.archiveNow();
    archive();
    assertThat(valueFiles()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "9p", "fuse.cephfs", "NFS"})
  void aFileSystemWhoseLocksDoNotTellWhoLives_isRefused(String type) {
    assertThatThrownBy(() -> DirectoryFiles.checkType(type))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(type)
        .hasMessageContaining("locks");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tmpfs", "ext4", "xfs", "overlay", "btrfs", "fuse.fuse-overlayfs"})
  void aLocalFileSystemIsUsed(String type) throws IOException {
    DirectoryFiles.checkType(type);
  }

  @Test
  void aFileIsNoDirectory() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> new DirectoryFiles(file).check()).hasMessage("it is not a directory");
  }

  private static List<Path> filesOf(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void aFileThatGrowsWhileItIsRead_isSound() throws Exception {
    for (int round = 0; round < 20; round++) {
      Worker growing = worker();
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 2000; i++) {
                  growing.registry.counter("c_total", "help", "label").series("v" + i).increment();
                  growing.file.growIfDue();
                }
              });
      writer.start();
      while (writer.isAlive()) {
        try (FileView view = FileView.open(growing.file.path())) {
          assertThat(view.segments(true)).isNotEmpty();
        }
      }
      writer.join();
      growing.close();
    }
  }

  @Test
  void othersMayTakeTheLock() throws IOException {
    sidecar().archiveNow();
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("archiver.lock"))))
        .isEqualTo("rw-rw-rw-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"archiver.lock", "sidecar.lock", "start.lock"})
  void aLockThatIsALink_isNotFollowed(String name, @TempDir Path elsewhere) throws IOException {
    Path target = elsewhere.resolve("target");
    Files.createSymbolicLink(directory.resolve(name), target);
    try (ProcessGroup member = ProcessGroup.join(options())) {
      member.archiveNow();
      assertThat(member.failures()).isEqualTo(name.equals("archiver.lock") ? 1 : 0);
    }
    if (name.equals("sidecar.lock")) {
      assertThatThrownBy(() -> ProcessGroup.watch(options())).isInstanceOf(IOException.class);
    }
    if (name.equals("start.lock")) {
      assertThatThrownBy(() -> ProcessGroup.join(options().clean(true)))
          .isInstanceOf(IOException.class);
    }
    assertThat(target).doesNotExist();
  }

  @Test
  void aNextArchiveThatIsALink_isReplaced(@TempDir Path elsewhere) throws IOException {
    Path target = Files.writeString(elsewhere.resolve("target"), "Somebody's.");
    Files.createSymbolicLink(directory.resolve("archive.new"), target);
    worker().count(1);
    workers.get(0).close();
    archive();
    assertThat(target).hasContent("Somebody's.");
    assertThat(directory.resolve("archive")).isRegularFile();
    assertThat(counter("c")).isEqualTo(1);
  }

  @Test
  void valuesThatAreALink_areLeftOut(@TempDir Path elsewhere) throws IOException {
    worker().count(1);
    worker().count(10);
    workers.get(1).close();
    Path values = workers.get(1).file.path();
    Files.createSymbolicLink(values, Files.move(values, elsewhere.resolve("target")));
    assertThat(counter("c")).isEqualTo(1);
    assertThat(counter("tachograph_multiproc_bad_files")).isEqualTo(1);
  }

  @Test
  void aSecondWatcherIsRefused() throws IOException {
    sidecar = ProcessGroup.watch(options());
    assertThat(ProcessGroup.watch(options())).isNull();
  }

  private ProcessOptions options() {
    return new ProcessOptions(directory);
  }

  private Worker worker() throws IOException {
    return worker(Distribution.QUANTILES, GaugeMode.LIVE_SUM);
  }

  private Worker worker(Distribution distribution, GaugeMode mode) throws IOException {
    Worker worker = new Worker(directory, distribution, mode);
    workers.add(worker);
    return worker;
  }

  private static Timer timer(Worker worker) {
    return worker.registry.timer("t_seconds", "help", Buckets.DEFAULT).series();
  }

  private ProcessGroup sidecar() throws IOException {
    ProcessGroup group = sidecar;
    if (group == null) {
      group = ProcessGroup.watch(options());
      assertThat(group).isNotNull();
      sidecar = group;
    }
    return group;
  }

  private void closeSidecar() throws IOException {
    sidecar().close();
    sidecar = null;
  }

  private void archive() throws IOException {
    sidecar().archiveNow();
    assertThat(sidecar().failures()).isZero();
  }

  private MetricSnapshot family(String name) throws IOException {
    MetricSnapshot found = find(sidecar(), name);
    assertThat(found).as(name).isNotNull();
    return found;
  }

  private static @Nullable MetricSnapshot find(ProcessGroup group, String name) {
    for (MetricSnapshot snapshot : group.collector().collect()) {
      if (snapshot.getMetadata().getName().equals(name)) {
        return snapshot;
      }
    }
    return null;
  }

  private double counter(String name) throws IOException {
    double sum = 0;
    for (DataPointSnapshot point : family(name).getDataPoints()) {
      sum += ((CounterSnapshot.CounterDataPointSnapshot) point).getValue();
    }
    return sum;
  }

  private double median() throws IOException {
    return ((SummarySnapshot) family("t_seconds"))
        .getDataPoints()
        .get(0)
        .getQuantiles()
        .get(0)
        .getValue();
  }

  private long valueFiles() throws IOException {
    return new DirectoryFiles(directory).allValues().size();
  }
}
