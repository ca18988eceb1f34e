package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      Scrape scrape = app.scrape();
      String status = Files.readString(Path.of("/proc/self/status"));
      double resident =
          Double.parseDouble(status.split("VmRSS:\\s+")[1].split(" ")[0]) * BYTES_PER_KILOBYTE;
      assertThat(scrape.value("mydaemon_process_resident_memory_bytes"))
          .isCloseTo(resident, within(resident / 10));
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
      assertThat(app.stderr())
          .filteredOn(line -> line.startsWith("tachograph WARN"))
          .hasSize(2)
          .anyMatch(line -> line.contains("none are missing: there is no "))
          .anyMatch(line -> line.contains("mydaemon are missing") && line.contains("has ended"));
      PlainApps.finish(app);
    }
  }
}
