package dev.tachograph.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Family;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import dev.tachograph.it.harness.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several processes with one {@code multiproc.directory}. */
class ProcessesIT {
  private static final String RULE =
      "workers.1.methods=com.acme.jobs.TickApp$Ticker#tick,workers.1.task-type=tick";

  /** The same for each process of a user. */
  private static final String LIMIT = "process_max_fds";

  private static final String HISTOGRAM = "timers.distribution=histogram";
  private static final String TIME = "task_execute_time_seconds";
  private static final String COUNT = TIME + "_count";

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#secondTurn")
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
      double files = Scrape.of(endpoint).value(LIMIT);
      ExitedJvm second = sidecar(jdk, directory, Ports.free()).awaitExit();
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.stderr()).anyMatch(line -> line.contains("Another sidecar serves"));

      one.kill();
      one.awaitExit();
      assertThat(Scrape.of(endpoint).value(LIMIT)).isPositive().isEqualTo(files / 2);
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

  @Test
  void workersOfAnotherUser_andInAnotherPidNamespace_live() throws Exception {
    Path directory = Paths.newDirectory("processes");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    List<String> user =
        List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");
    Assumptions.assumeTrue(succeeds(user, "test", "-w", directory.toString()), "needs root");
    for (Path read : List.of(Paths.agentJar(), Path.of(Paths.apps()), Jdks.oldest().java())) {
      boolean readable = succeeds(user, "test", "-r", read.toString());
      Assumptions.assumeTrue(readable, () -> "another user may not read " + read);
    }
    boolean namespaces = succeeds(List.of("unshare", "--pid", "--fork"), "true");
    List<String> other = namespaces ? List.of("unshare", "--pid", "--fork", "--kill-child") : user;
    int port = Ports.free();
    URI endpoint = URI.create("http://127.0.0.1:" + port + "/metrics");
    try (RunningJvm one = worker(JvmCommand.on(Jdks.oldest()).under(user), directory);
        RunningJvm two = worker(JvmCommand.on(Jdks.oldest()).under(other), directory);
        RunningJvm sidecar = sidecar(Jdks.newest(), directory, port)) {
      one.awaitStdout("> ticking");
      two.awaitStdout("> ticking");
      sidecar.awaitStdout("Serving");
      Await.until(
          () -> "two living processes\n" + one + two + sidecar,
          () -> living(Scrape.of(endpoint)) == 2 && pids(Scrape.of(endpoint)) == 2);
      if (namespaces) {
        assertThat(Scrape.of(endpoint).labelValues("jvm_threads_current", "pid")).contains("1");
      }
      double before = Scrape.of(endpoint).sum(COUNT);
      assertThat(valueFiles(directory)).isEqualTo(2);
      Await.until(() -> "more", () -> Scrape.of(endpoint).sum(COUNT) > before);
      Scrape later = Scrape.of(endpoint);
      assertThat(living(later)).isEqualTo(2);
      assertThat(later.value("tachograph_multiproc_archived_processes_total")).isZero();
      assertThat(later.value("tachograph_multiproc_bad_files_total")).isZero();
      assertThat(one.stderr()).isEmpty();
    }
  }

  @Test
  void aFileSystemThatIsFull_costsProcessesTheirFiles_andIsNamed() throws Exception {
    Path directory = Paths.newDirectory("full");
    List<String> mount = List.of("mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs");
    Assumptions.assumeTrue(succeeds(mount, directory.toString()), "may not mount");
    try (RunningJvm first = worker(Jdks.newest(), directory)) {
      first.awaitStderr("tachograph ERROR " + directory);
      first.awaitStdout("> ticking");
      assertThat(first.stderr())
          .singleElement()
          .asString()
          .contains("cannot grow", "No space left on device");
      try (RunningJvm second =
          PlainApps.ticking(
              JvmCommand.on(Jdks.newest()).agent(RULE, "multiproc.directory=" + directory))) {
        second.awaitStderr("tachograph ERROR multiproc.directory=" + directory);
        Await.until(() -> "its own metrics\n" + second, () -> second.scrape().sum(COUNT) > 0);
      }
    } finally {
      succeeds(List.of("umount"), directory.toString());
    }
  }

  @Test
  void theFirstScrapeOfASidecar_hasTheDead() {
    Path directory = Paths.newDirectory("processes");
    try (RunningJvm dead = worker(Jdks.newest(), directory)) {
      dead.awaitStdout("> ticking");
      Await.until(() -> "its file", () -> valueFiles(directory) == 1);
      dead.kill();
      dead.awaitExit();
    }
    int port = Ports.free();
    try (RunningJvm sidecar = sidecar(Jdks.newest(), directory, port)) {
      sidecar.awaitStdout("Serving");
      Scrape first = Scrape.of(URI.create("http://127.0.0.1:" + port + "/metrics"));
      assertThat(first.sum(COUNT)).isPositive();
      assertThat(first.value("tachograph_multiproc_archived_processes_total")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#firstTurn")
  void eachKindOfNumber_isMergedByItsRule_whoeverIsDead(Jdk jdk) {
    Path directory = Paths.newDirectory("processes");
    int port = Ports.free();
    URI endpoint = URI.create("http://127.0.0.1:" + port + "/metrics");
    JvmCommand archiver = JvmCommand.on(jdk).jvm("-Dtachograph.multiproc.dead-gauges=5s");
    String[] modes = {
      "multiproc.process_start_time_seconds.gauge=max",
      "multiproc.process_open_fds.gauge=mostrecent",
      "multiproc.jvm_threads_daemon.gauge=all"
    };
    try (RunningJvm sidecar = sidecar(archiver, directory, port);
        RunningJvm alone = PlainApps.ticking(JvmCommand.on(jdk).agent(RULE, HISTOGRAM))) {
      sidecar.awaitStdout("Serving");
      alone.awaitStdout("> ticking");
      Family own = alone.scrape().family(TIME);
      try (RunningJvm one = counting(jdk, directory, modes)) {
        one.awaitStdout("> ticking");
        try (RunningJvm two = counting(jdk, directory, modes)) {
          two.awaitStdout("> ticking");
          Await.until(
              () -> "gauges of two\n" + sidecar, () -> daemons(Scrape.of(endpoint)).size() == 2);
          double peak = Scrape.of(endpoint).value("process_start_time_seconds");
          two.kill();
          two.awaitExit();
          Scrape half = Scrape.of(endpoint);
          assertThat(daemons(half)).contains(String.valueOf(two.pid()));
          Await.until(
              () -> "the gauges of the dead one gone\n" + sidecar,
              () -> daemons(Scrape.of(endpoint)).equals(Set.of(String.valueOf(one.pid()))));
          Scrape later = Scrape.of(endpoint);
          assertThat(later.value("process_start_time_seconds")).isEqualTo(peak);
          // A sample with a timestamp is none for this parser.
          assertThat(later.value("process_open_fds")).isPositive();
          assertThat(later.count(COUNT)).isGreaterThan(half.count(COUNT));
        }
        one.kill();
        one.awaitExit();
      }
      Scrape dead = Scrape.of(endpoint);
      Await.until(() -> "the archive", () -> valueFiles(directory) == 0);
      Scrape archived = Scrape.of(endpoint);
      assertThat(archived.family(TIME)).isEqualTo(dead.family(TIME));
      assertThat(archived.count(COUNT))
          .isPositive()
          .isEqualTo(archived.count(TIME + "_bucket", "le", "+Inf"));
      assertThat(archived.family(TIME).help()).isEqualTo(own.help());
      assertThat(archived.family(TIME).type()).isEqualTo(own.type()).isEqualTo("histogram");
    }
  }

  private static Set<String> daemons(Scrape scrape) {
    return scrape.hasFamily("jvm_threads_daemon")
        ? scrape.labelValues("jvm_threads_daemon", "pid")
        : Set.of();
  }

  private static RunningJvm counting(Jdk jdk, Path directory, String... modes) {
    return PlainApps.ticking(
        JvmCommand.on(jdk)
            .agentArguments(
                String.join(
                    ",",
                    "http.enabled=false",
                    "multiproc.directory=" + directory,
                    RULE,
                    HISTOGRAM,
                    String.join(",", modes))));
  }

  private static boolean succeeds(List<String> command, String... arguments)
      throws InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(all).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aSidecarLetsInOnlyThoseWhoMay_andNamesADirectoryThatIsGone() throws Exception {
    Path directory = Paths.newDirectory("processes");
    Path secrets = Paths.newDirectory("secrets");
    Path store = Files.writeString(secrets.resolve("store"), TestKeys.PASSWORD);
    Path password = Files.writeString(secrets.resolve("password"), "correct-horse");
    int port = Ports.free();
    HttpClient client = HttpClient.newBuilder().sslContext(TestKeys.trusting()).build();
    HttpRequest nobody =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/metrics")).build();
    HttpRequest somebody =
        HttpRequest.newBuilder(nobody.uri())
            .header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString("prom:correct-horse".getBytes(UTF_8)))
            .build();
    try (RunningJvm sidecar =
        sidecar(
            JvmCommand.on(Jdks.oldest())
                .jvm(
                    "-Dtachograph.http.tls.keystore=" + TestKeys.store(),
                    "-Dtachograph.http.tls.password-file=" + store,
                    "-Dtachograph.http.auth.basic.user=prom",
                    "-Dtachograph.http.auth.basic.password-file=" + password),
            directory,
            port)) {
      sidecar.awaitStdout("Serving");
      assertThat(client.send(nobody, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
      HttpResponse<String> answer = client.send(somebody, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(living(Scrape.parse(answer.body()))).isZero();
      URI plain = URI.create("http://127.0.0.1:" + port + "/metrics");
      assertThatThrownBy(() -> Scrape.get(plain)).isInstanceOf(UncheckedIOException.class);

      try (Stream<Path> files = Files.list(directory)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(directory);
      sidecar.awaitStderr("tachograph ERROR " + directory + " was deleted");
      assertThat(client.send(somebody, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      assertThat(sidecar.stderr()).noneMatch(line -> line.contains("Exception"));
    }
  }

  @Test
  void aSidecarOnAFileSaysSo_andEnds() throws IOException {
    Path file = Files.writeString(Paths.newDirectory("processes").resolve("file"), "");
    ExitedJvm sidecar = sidecar(Jdks.newest(), file, Ports.free()).awaitExit();
    assertThat(sidecar.exitCode()).isEqualTo(1);
    assertThat(sidecar.stderr()).containsExactly("Cannot use " + file + ": it is not a directory");
  }

  private static RunningJvm worker(Jdk jdk, Path directory) {
    return worker(JvmCommand.on(jdk), directory);
  }

  private static RunningJvm worker(JvmCommand jvm, Path directory) {
    return PlainApps.ticking(
        jvm.agentArguments(
            "http.enabled=false,multiproc.directory="
                + directory
                + ",multiproc."
                + LIMIT
                + ".gauge=livesum,"
                + RULE));
  }

  private static RunningJvm sidecar(Jdk jdk, Path directory, int port) {
    return sidecar(JvmCommand.on(jdk), directory, port);
  }

  private static RunningJvm sidecar(JvmCommand jvm, Path directory, int port) {
    return jvm.startJar(
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
