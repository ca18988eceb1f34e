package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several processes with one {@code multiproc.directory}. */
class ProcessesIT {
  private static final String RULE =
      "workers.1.methods=com.acme.jobs.TickApp$Ticker#tick,workers.1.task-type=tick";
  private static final String COUNT = "task_execute_time_seconds_count";

  static List<Jdk> jdks() {
    return Stream.of(Jdks.oldest(), Jdks.newest()).distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSidecarShowsTheSumOfAll_thoughOneIsKilled(Jdk jdk) {
    Path directory = Paths.newDirectory("processes");
    int port = Ports.free();
    URI endpoint = URI.create("http://127.0.0.1:" + port + "/metrics");
    try (RunningJvm one = worker(jdk, directory);
        RunningJvm two = worker(jdk, directory);
        RunningJvm sidecar = sidecar(jdk, directory, port)) {
      sidecar.awaitStdout("Serving");
      Await.until(
          () -> "two living processes\n" + one + two + sidecar,
          () -> living(Scrape.of(endpoint)) == 2 && pids(Scrape.of(endpoint)) == 2);
      ExitedJvm second = sidecar(jdk, directory, Ports.free()).awaitExit();
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.stderr()).anyMatch(line -> line.contains("Another sidecar serves"));

      one.kill();
      one.awaitExit();
      two.kill();
      two.awaitExit();
      double total = Scrape.of(endpoint).sum(COUNT);
      assertThat(total).isPositive();
      Await.until(() -> "the archive", () -> valueFiles(directory) == 0);
      Scrape archived = Scrape.of(endpoint);
      assertThat(archived.sum(COUNT)).isEqualTo(total);
      assertThat(archived.value("tachograph_multiproc_archived_processes_total")).isEqualTo(2);
      assertThat(pids(archived)).isZero();
      try (RunningJvm three = worker(jdk, directory)) {
        three.awaitStdout("> ticking");
        Await.until(() -> "more", () -> Scrape.of(endpoint).sum(COUNT) > total);
      }
    }
  }

  @Test
  void aWorkerShowsTheSumOfAll_andArchivesTheDead() {
    Path directory = Paths.newDirectory("processes");
    try (RunningJvm dead = worker(Jdks.newest(), directory);
        RunningJvm serving =
            PlainApps.ticking(
                JvmCommand.on(Jdks.newest())
                    .agent(RULE)
                    .environment("PROMETHEUS_MULTIPROC_DIR", directory.toString()))) {
      dead.awaitStdout("> ticking");
      serving.awaitStdout("> ticking");
      Await.until(() -> "two processes\n" + serving, () -> living(serving.scrape()) == 2);
      dead.kill();
      dead.awaitExit();
      Await.until(
          () -> "one file\n" + serving,
          () -> valueFiles(directory) == 1 && living(serving.scrape()) == 1);
      Scrape scrape = serving.scrape();
      assertThat(scrape.hasFamily("jvm_threads_current")).isTrue();
      assertThat(scrape.hasFamily("tachograph_build_info")).isTrue();
      assertThat(scrape.value("tachograph_multiproc_bad_files_total")).isZero();
    }
  }

  @Test
  void aDirectoryThatCannotBeUsedIsNamed_andTheProcessShowsItself() throws IOException {
    Path file = Files.writeString(Paths.newDirectory("processes").resolve("file"), "");
    try (RunningJvm app =
        PlainApps.ticking(
            JvmCommand.on(Jdks.newest()).agent(RULE, "multiproc.directory=" + file))) {
      app.awaitStdout("> ticking");
      app.awaitStderr("tachograph ERROR multiproc.directory=" + file + " cannot be used");
      Await.until(() -> "its own metrics\n" + app, () -> app.scrape().sum(COUNT) > 0);
    }
  }

  private static RunningJvm worker(Jdk jdk, Path directory) {
    return PlainApps.ticking(
        JvmCommand.on(jdk)
            .agentArguments("http.enabled=false,multiproc.directory=" + directory + "," + RULE));
  }

  private static RunningJvm sidecar(Jdk jdk, Path directory, int port) {
    return JvmCommand.on(jdk)
        .startJar(
            Paths.agentJar(),
            "sidecar",
            "--directory",
            directory.toString(),
            "--port",
            String.valueOf(port));
  }

  private static double living(Scrape scrape) {
    return scrape.value("tachograph_multiproc_processes", "state", "living");
  }

  private static int pids(Scrape scrape) {
    return scrape.hasFamily("jvm_threads_current")
        ? scrape.labelValues("jvm_threads_current", "pid").size()
        : 0;
  }

  private static long valueFiles(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".values")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
