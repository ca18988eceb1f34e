package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that processes leave in a {@code multiproc.directory}. */
class ProcessFilesIT {
  /** Some at once, so that several die while one of them is being archived. */
  private static final int AT_ONCE = 4;

  private static final int TICKS = 3;

  private static final String COUNT = "task_execute_time_seconds_count";
  private static final String DAEMONS = "jvm_threads_daemon";

  /** Where a file has its checksum, and the identity of the machine's start; see the docs. */
  private static final int CHECKSUM_AT = 12;

  private static final int CHECKED_FROM = 16;
  private static final int BOOT_ID_AT = 32;
  private static final int CHECKED_TO = 64;

  private final Path directory = Paths.newDirectory("files");
  private final int port = Ports.free();
  private final URI endpoint = URI.create("http://127.0.0.1:" + port + "/metrics");

  /** 200 of them with {@code -Dit.matrix=full}. */
  @Test
  void shortWorkersLeaveOneArchive_andTheFilesOfTheLiving() {
    int workers = JdkMatrix.amount(5 * AT_ONCE, 200);
    try (RunningJvm sidecar = sidecar();
        RunningJvm living = PlainApps.ticking(worker(Jdks.oldest(), "living"))) {
      sidecar.awaitStdout("Serving");
      living.awaitStdout("> ticking");
      for (int i = 0; i < workers; i += AT_ONCE) {
        List<RunningJvm> some = new ArrayList<>();
        for (int j = 0; j < AT_ONCE; j++) {
          JvmCommand jvm = worker(Jdks.oldest(), "short").jvm("-XX:TieredStopAtLevel=1");
          some.add(PlainApps.ticking(jvm.jvm("-XX:+UseSerialGC"), TICKS));
        }
        for (RunningJvm one : some) {
          assertThat(one.awaitExit().exitCode()).isZero();
        }
      }
      Await.until(() -> "one file of values\n" + sidecar, () -> valueFiles().size() == 1);
      Await.until(() -> "the archive beside it", () -> others(".lock").size() == 2);
      Scrape scrape = Scrape.of(endpoint);
      assertThat(scrape.count(COUNT, "taskType", "short")).isEqualTo((long) workers * TICKS);
      assertThat(scrape.value("tachograph_multiproc_archived_processes_total")).isEqualTo(workers);
      assertThat(scrape.value("tachograph_multiproc_processes", "state", "living")).isEqualTo(1);
      assertThat(scrape.value("tachograph_multiproc_bad_files_total")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#firstTurn")
  void aFileThatIsDeletedWhileFilesAreAddedUp_losesOnlyItself(Jdk jdk) throws Exception {
    try (RunningJvm sidecar = sidecar();
        RunningJvm one = PlainApps.ticking(worker(jdk, "one"))) {
      one.awaitStdout("> ticking");
      Path deleted = onlyFile();
      try (RunningJvm two = PlainApps.ticking(worker(jdk, "two"))) {
        sidecar.awaitStdout("Serving");
        two.awaitStdout("> ticking");
        Await.until(
            () -> "both\n" + sidecar,
            () -> counted(Scrape.of(endpoint)).containsAll(Set.of("one", "two")));
        AtomicBoolean done = new AtomicBoolean();
        Thread deleting =
            new Thread(
                () -> {
                  delete(deleted);
                  done.set(true);
                });
        // Scrapes without a pause: the file is deleted while one of them adds up.
        long before = Scrape.of(endpoint).count(COUNT, "taskType", "two");
        deleting.start();
        for (int after = 0; after < 20; after += done.get() ? 1 : 0) {
          Scrape scrape = Scrape.of(endpoint);
          long now = scrape.count(COUNT, "taskType", "two");
          assertThat(now).isGreaterThanOrEqualTo(before);
          before = now;
        }
        deleting.join();
        Await.until(
            () -> "the other one alone\n" + sidecar,
            () -> counted(Scrape.of(endpoint)).equals(Set.of("two")));
        Scrape scrape = Scrape.of(endpoint);
        assertThat(scrape.value("tachograph_multiproc_processes", "state", "living")).isEqualTo(1);
        assertThat(scrape.value("tachograph_multiproc_failures_total")).isZero();
        assertThat(sidecar.stderr()).noneMatch(line -> line.contains("Exception"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#secondTurn")
  void whatIsFromBeforeAStartOfTheMachine_keepsItsCounts_andShowsNoGauges(Jdk jdk)
      throws IOException {
    try (RunningJvm old = PlainApps.ticking(worker(jdk, "old"))) {
      old.awaitStdout("> ticking");
      Path file = onlyFile();
      try (RunningJvm dead = PlainApps.ticking(worker(jdk, "dead", "http.port=" + port))) {
        dead.awaitStdout("> ticking");
        assertThat(dead.endpoint()).isEqualTo(endpoint);
        Await.until(
            () -> "gauges of both\n" + dead,
            () -> Scrape.of(endpoint).labelValues(DAEMONS, "pid").size() == 2);
        // Not the other way round: it would archive what the other one leaves.
        dead.kill();
        dead.awaitExit();
        old.kill();
        old.awaitExit();
        startMachineAfter(file);
        try (RunningJvm sidecar = sidecar()) {
          sidecar.awaitStdout("Serving");
          Scrape scrape = Scrape.of(endpoint);
          assertThat(scrape.labelValues(DAEMONS, "pid")).containsOnly(String.valueOf(dead.pid()));
          assertThat(scrape.hasFamily("jvm_threads_current")).isFalse();
          assertThat(counted(scrape)).containsExactlyInAnyOrder("old", "dead");
          assertThat(scrape.value("tachograph_multiproc_bad_files_total")).isZero();
        }
      }
    }
  }

  /** Makes a file one from before the last start of this machine. */
  private static void startMachineAfter(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(BOOT_ID_AT, header.getLong(BOOT_ID_AT) + 1);
    CRC32 checksum = new CRC32();
    checksum.update(bytes, CHECKED_FROM, CHECKED_TO - CHECKED_FROM);
    header.putInt(CHECKSUM_AT, (int) checksum.getValue());
    Files.write(file, bytes);
  }

  private JvmCommand worker(Jdk jdk, String taskType) {
    return worker(jdk, taskType, "http.enabled=false");
  }

  private JvmCommand worker(Jdk jdk, String taskType, String http) {
    return JvmCommand.on(jdk)
        .agentArguments(
            http
                + ",multiproc.directory="
                + directory
                + ",multiproc."
                + DAEMONS
                + ".gauge=all,workers.1.methods=com.acme.jobs.TickApp$Ticker#tick"
                + ",workers.1.task-type="
                + taskType);
  }

  private RunningJvm sidecar() {
    return JvmCommand.on(Jdks.newest())
        .startJar(
            Paths.agentJar(),
            "sidecar",
            "--directory",
            directory.toString(),
            "--port",
            String.valueOf(port));
  }

  private static Set<String> counted(Scrape scrape) {
    return scrape.hasFamily("task_execute_time_seconds")
        ? scrape.labelValues(COUNT, "taskType")
        : Set.of();
  }

  private Path onlyFile() {
    Await.until(() -> "a file of values", () -> valueFiles().size() == 1);
    return valueFiles().iterator().next();
  }

  private Set<Path> valueFiles() {
    return names().stream()
        .filter(name -> name.endsWith(".values"))
        .map(directory::resolve)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<String> others(String suffix) {
    return names().stream().filter(name -> !name.endsWith(suffix)).toList();
  }

  private List<String> names() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
