package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process beside the JVM, by its pid file. */
@EnabledOnOs(OS.LINUX)
class WatchedProcessIT {
  private static final double BYTES_PER_KILOBYTE = 1024;

  @Test
  void theSixFamilies_areThoseOfTheProcessInTheFile_asLongAsItLives()
      throws IOException, InterruptedException {
    Path directory = Paths.newDirectory("watched");
    Path pidFile = directory.resolve("daemon.pid");
    // This JVM is large enough to be told apart, and the other one ends when it is told to.
    Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");
    JvmCommand command =
        JvmCommand.on(Jdks.newest())
            .agent(
                "process.watch.mydaemon.pidfile=" + pidFile,
                "process.watch.none.pidfile=" + directory.resolve("none"));
    try (RunningJvm app = PlainApps.jobs(command, "wait")) {
      app.awaitStdout("> waiting");
      double before = resident();
      Scrape scrape = app.scrape();
      double resident = resident();
      assertThat(scrape.value("mydaemon_process_resident_memory_bytes"))
          .isBetween(Math.min(before, resident) * 0.9, Math.max(before, resident) * 1.1);
      assertThat(scrape.value("mydaemon_process_virtual_memory_bytes")).isGreaterThan(resident);
      assertThat(scrape.value("mydaemon_process_cpu_seconds_total")).isPositive();
      assertThat(scrape.value("mydaemon_process_open_fds")).isPositive();
      assertThat(scrape.value("mydaemon_process_max_fds")).isPositive();
      assertThat(scrape.value("mydaemon_process_start_time_seconds"))
          .isLessThan(scrape.value("process_start_time_seconds"));

      Process ended = new ProcessBuilder("true").start();
      ended.waitFor();
      Files.writeString(pidFile, ended.pid() + "\n");
      assertThat(app.scrape().familyNames()).noneMatch(name -> name.startsWith("mydaemon_"));
      assertThat(app.scrape().value("process_open_fds")).isPositive();
      Await.until(() -> "two warnings\n" + app, () -> warnings(app).size() >= 2);
      assertThat(warnings(app))
          .hasSize(2)
          .anyMatch(line -> line.contains("none are missing: there is no "))
          .anyMatch(line -> line.contains("mydaemon are missing") && line.contains("has ended"));
      PlainApps.finish(app);
    }
  }

  private static List<String> warnings(RunningJvm app) {
    return app.stderr().stream().filter(line -> line.startsWith("tachograph WARN")).toList();
  }

  /** Of this JVM. */
  private static double resident() throws IOException {
    String status = Files.readString(Path.of("/proc/self/status"));
    return Double.parseDouble(status.split("VmRSS:\\s+")[1].split(" ")[0]) * BYTES_PER_KILOBYTE;
  }
}
