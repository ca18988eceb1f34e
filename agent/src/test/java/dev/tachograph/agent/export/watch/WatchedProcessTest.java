package dev.tachograph.agent.export.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.AdoptFailures;
import dev.tachograph.agent.export.testing.CapturedLog;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WatchedProcessTest {
  private Path proc;
  private Path process;
  private Path pidFile;

  /** A process that began 1000 s after the epoch. */
  @BeforeEach
  void write(@TempDir Path directory) throws IOException {
    proc = Files.createDirectory(directory.resolve("proc"));
    process = Files.createDirectories(proc.resolve("4711"));
    Files.createDirectories(process.resolve("fd/0"));
    Files.createDirectories(process.resolve("fd/1"));
    Files.writeString(proc.resolve("stat"), "cpu 1 2\nbtime 900\nprocesses 5\n");
    Files.writeString(
        process.resolve("stat"),
        "4711 (a (b) c) S 1 1 1 0 -1 4 1 0 0 0 250 50 0 0 20 0 1 0 10000 999 88 7");
    Files.writeString(
        process.resolve("status"), "Name:\tx\nVmPeak:\t9 kB\nVmSize:\t  30 kB\nVmRSS:\t 20 kB\n");
    Files.writeString(
        process.resolve("limits"), "Limit Soft Hard\nMax open files  1024  4096  files\n");
    pidFile = Files.writeString(directory.resolve("pid"), "4711\n");
  }

  private List<String> families() {
    WatchedProcess watched =
        new WatchedProcess("mydaemon", pidFile.toString(), new AdoptFailures(), proc);
    List<String> names = new ArrayList<>();
    for (MetricSnapshot family : watched.collect(name -> true)) {
      names.add(family.getMetadata().getPrometheusName());
    }
    return names;
  }

  @Test
  void allSixFamilies_areThose_ofTheProcessThatTheFileNames() {
    assertThat(families())
        .containsExactly(
            "mydaemon_process_cpu_seconds",
            "mydaemon_process_max_fds",
            "mydaemon_process_open_fds",
            "mydaemon_process_resident_memory_bytes",
            "mydaemon_process_start_time_seconds",
            "mydaemon_process_virtual_memory_bytes");
  }

  @Test
  void whatTheKernelDoesNotTell_isMissingAlone_andNamedOnce() throws IOException {
    Files.delete(process.resolve("fd/0"));
    Files.delete(process.resolve("fd/1"));
    Files.delete(process.resolve("fd"));
    try (CapturedLog log = new CapturedLog()) {
      assertThat(families()).hasSize(5).doesNotContain("mydaemon_process_open_fds");
      assertThat(families()).hasSize(5);
      assertThat(log.linesWith("its file descriptors are another user's")).hasSize(1);
    }
  }

  @Test
  void fileThatIsMissing_holdsNoNumber_orNamesNobody_hasNoFamilies_andIsNamedOnce()
      throws IOException {
    try (CapturedLog log = new CapturedLog()) {
      for (String text : new String[] {"", "x", "-4711", "47 11", "99999999999999999999"}) {
        Files.writeString(pidFile, text);
        assertThat(families()).as(text).isEmpty();
      }
      assertThat(log.linesWith("no number in " + pidFile)).hasSize(1);
      Files.writeString(pidFile, "4712");
      assertThat(families()).isEmpty();
      assertThat(log.linesWith("has ended")).hasSize(1);
      Files.delete(pidFile);
      assertThat(families()).isEmpty();
      assertThat(families()).isEmpty();
      assertThat(log.linesWith("there is no " + pidFile)).hasSize(1);
    }
  }

  @Test
  void processThatBeganAfterTheFileWasWritten_isAnotherOne() throws IOException {
    Files.setLastModifiedTime(pidFile, FileTime.fromMillis(1_000_000));
    assertThat(families()).hasSize(6);
    Files.setLastModifiedTime(pidFile, FileTime.fromMillis(900_000));
    try (CapturedLog log = new CapturedLog()) {
      assertThat(families()).isEmpty();
      assertThat(log.linesWith("another one, which began later")).hasSize(1);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(60)
  void aPipeOrDirectory_isNotRead_andALinkIsFollowed() throws Exception {
    Files.move(pidFile, pidFile.resolveSibling("target"));
    try (CapturedLog log = new CapturedLog()) {
      Files.createDirectory(pidFile);
      assertThat(families()).isEmpty();
      Files.delete(pidFile);
      assertThat(new ProcessBuilder("mkfifo", pidFile.toString()).start().waitFor()).isZero();
      assertThat(families()).isEmpty();
      assertThat(log.linesWith(pidFile + " is no regular file")).hasSize(1);
    }
    Files.delete(pidFile);
    Files.createSymbolicLink(pidFile, pidFile.resolveSibling("target"));
    assertThat(families()).hasSize(6);
  }

  @Test
  void theMachineMayHaveAThousandCpus() throws IOException {
    Files.writeString(
        proc.resolve("stat"),
        "cpu 1 2\n"
            + "cpu0 3 4 5 6 7 8 9\n".repeat(1000)
            + "intr"
            + " 0".repeat(100_000)
            + "\nbtime 900\n");
    assertThat(families()).hasSize(6);
  }
}
