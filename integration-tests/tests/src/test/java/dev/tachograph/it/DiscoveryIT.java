package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.Prometheus;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A real Prometheus finds the JVMs of one host by the files that they write. */
class DiscoveryIT {
  private static final int JVMS = 10;

  private final Path directory = Paths.newDirectory("discovery");

  /** Of this machine, and nobody else's: who had a port for a moment would leave a gap. */
  private final String host =
      "127."
          + ThreadLocalRandom.current()
              .ints(3, 1, 255)
              .mapToObj(String::valueOf)
              .collect(Collectors.joining("."));

  private RunningJvm announced(Jdk jdk, int port, int number) {
    return PlainApps.jobs(
        JvmCommand.on(jdk)
            .agentArguments(
                "http.host="
                    + host
                    + ",http.port="
                    + port
                    + ",http.port-range=200,discovery.directory="
                    + directory
                    + ",discovery.labels.number="
                    + number
                    + ",labels.region=eu"),
        "wait");
  }

  private List<String> files() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void tenJvms_appearInPrometheus_andGoWhenTheyEnd_evenIfOneIsKilled() throws IOException {
    int port = Ports.free();
    List<RunningJvm> jvms = new ArrayList<>();
    try (Prometheus prometheus =
        Prometheus.with(
            "- job_name: workers\n  file_sd_configs: [{files: ['"
                + directory
                + "/*.json'], refresh_interval: 1s}]\n")) {
      Set<String> numbers = new TreeSet<>();
      for (int i = 0; i < JVMS; i++) {
        jvms.add(announced(i % 2 == 0 ? Jdks.oldest() : Jdks.newest(), port, i));
        numbers.add(String.valueOf(i));
      }
      // Together: a later scrape that takes too long would leave nothing to query.
      String each = "count by (number) (tachograph_build_info{region='eu'})";
      Await.until(
          () -> "ten targets that are up: " + prometheus.scrapeErrors() + files(),
          () ->
              prometheus.query("up{job='workers'} == 1").size() == JVMS
                  && prometheus.query(each).size() == JVMS);
      assertThat(files()).hasSize(JVMS).allMatch(name -> name.endsWith(".json"));
      Set<Integer> ports = new TreeSet<>();
      for (RunningJvm jvm : jvms) {
        ports.add(jvm.endpoint().getPort());
        assertThat(jvm.scrape().value("tachograph_http_port")).isEqualTo(jvm.endpoint().getPort());
      }
      assertThat(ports).hasSize(JVMS);
      assertConsecutive(port, ports);
      assertThat(announcedPorts()).isEqualTo(ports);
      assertThat(prometheus.query("count by (instance) (up{job='workers'})")).hasSize(JVMS);

      RunningJvm killed = jvms.remove(0);
      killed.kill();
      killed.awaitExit();
      // Those that are left look every ten seconds.
      Await.until(() -> "nine files: " + files(), () -> files().size() == JVMS - 1);
      for (RunningJvm jvm : jvms.subList(1, jvms.size())) {
        assertThat(PlainApps.finish(jvm).exitCode()).isZero();
      }
      assertThat(files()).hasSize(1);
      RunningJvm last = jvms.get(0);
      last.kill();
      last.awaitExit();
      assertThat(files()).hasSize(1);

      try (RunningJvm next = announced(Jdks.newest(), port, 99)) {
        Await.until(
            () -> "the next one alone: " + files() + prometheus.scrapeErrors(),
            () ->
                files().size() == 1
                    && prometheus.query("up{job='workers',number='99'} == 1").size() == 1
                    && prometheus.query("up{job='workers'}").size() == 1);
        PlainApps.finish(next);
      }
      assertThat(files()).isEmpty();
    } finally {
      jvms.forEach(RunningJvm::close);
    }
  }

  /** No port is left out that somebody could have had. */
  private void assertConsecutive(int first, Set<Integer> ports) {
    int next = first;
    for (int taken : ports) {
      for (; next < taken; next++) {
        int leftOut = next;
        assertThatThrownBy(() -> new ServerSocket(leftOut, 1, InetAddress.getByName(host)))
            .isInstanceOf(BindException.class);
      }
      next = taken + 1;
    }
  }

  /** Those that the files name, each its own. */
  private Set<Integer> announcedPorts() throws IOException {
    Set<Integer> ports = new TreeSet<>();
    for (String file : files()) {
      Matcher target =
          Pattern.compile('"' + Pattern.quote(host) + ":(\\d+)\"")
              .matcher(Files.readString(directory.resolve(file)));
      assertThat(target.find()).isTrue();
      ports.add(Integer.parseInt(target.group(1)));
    }
    return ports;
  }

  @Test
  void constantLabels_areOnEverySeries_atTheEndpointAndInTheFile_whichHasWhatWasChosen()
      throws IOException {
    JvmCommand command =
        JvmCommand.on(Jdks.oldest())
            .agent(
                "labels.region=eu",
                "textfile.directory=" + directory,
                "textfile.interval=100ms",
                "textfile.labels.worker=seven",
                "textfile.mode=640",
                "workers.methods=com.acme.jobs.Jobs#succeed");
    try (RunningJvm app = PlainApps.jobs(command, "succeed*3", "wait")) {
      app.awaitStdout("> waiting");
      Scrape endpoint = app.scrape();
      for (String family : endpoint.familyNames()) {
        assertThat(endpoint.family(family).samples())
            .allMatch(sample -> "eu".equals(sample.label("region")));
      }
      app.awaitStderr("tachograph INFO metrics in ");
      Scrape file = Scrape.parse(Files.readString(directory.resolve("conductor_metrics.prom")));
      assertThat(file.samples("jvm_threads_current", "region", "eu", "worker", "seven")).hasSize(1);
      PlainApps.finish(app);
    }
  }
}
