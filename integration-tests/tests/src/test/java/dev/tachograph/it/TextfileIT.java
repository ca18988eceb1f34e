package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.NodeExporter;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The file for node_exporter. */
class TextfileIT {
  private static final String FILE_NAME = "conductor_metrics.prom";
  private static final int KILLS = JdkMatrix.amount(20, 50);
  private static final String RULE =
      "workers.1.methods=com.acme.jobs.TickApp$Ticker#tick,workers.1.task-type={arg0}";

  private static JvmCommand writing(Path directory, String... settings) {
    return JvmCommand.on(Jdks.newest())
        .agentArguments(
            "http.enabled=false,textfile.directory="
                + directory
                + ",textfile.interval=100ms,"
                + RULE
                + (settings.length == 0 ? "" : "," + String.join(",", settings)));
  }

  private static Scrape read(Path file) {
    try {
      return Scrape.parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theFile_isWholeAtEveryMoment_thoughTheJvmIsKilledAgainAndAgain() throws Exception {
    Path directory = Paths.newDirectory("textfiles");
    Path file = directory.resolve(FILE_NAME);
    Files.writeString(
        directory.resolve("foreign.prom"),
        "# HELP foreign Not ours.\n# TYPE foreign gauge\nforeign 42\n");
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger reads = new AtomicInteger();
    Thread reader = new Thread(() -> readUntil(over, file, reads), "reader");
    Throwable[] failure = new Throwable[1];
    reader.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
    reader.start();
    Random random = new Random(1);
    try (NodeExporter exporter = NodeExporter.reading(directory)) {
      for (int i = 0; i < KILLS; i++) {
        try (RunningJvm app = PlainApps.ticking(writing(directory))) {
          app.awaitStdout("> ticking");
          FileTime before = lastWrite(file);
          Await.until(
              () -> "a file with work in it\n" + app,
              () -> lastWrite(file).compareTo(before) > 0 && hasWork(file));
          Await.pause(random.nextInt(120));
          app.kill();
          app.awaitExit();
        }
        Scrape scrape = exporter.scrape();
        assertThat(scrape.value("node_textfile_scrape_error")).as("kill " + i).isZero();
        assertThat(scrape.value("foreign")).isEqualTo(42);
        assertThat(scrape.count("task_execute_time_seconds_count")).isPositive();
      }
      // It complains about every family that it has itself.
      assertThat(exporter.log()).doesNotContain("level=error");
    } finally {
      over.set(true);
      reader.join();
    }
    assertThat(failure[0]).isNull();
    assertThat(reads.get()).isGreaterThan(KILLS);
    noLeftoversAfterOneMoreStart(directory, file);
  }

  private static boolean hasWork(Path file) {
    return read(file).count("task_execute_time_seconds_count") > 0;
  }

  /** Each content is either whole or not there yet. */
  private static void readUntil(AtomicBoolean over, Path file, AtomicInteger reads) {
    String last = "";
    while (!over.get()) {
      Await.pause(1);
      try {
        String text = Files.readString(file);
        // What was whole is whole.
        if (!text.equals(last)) {
          last = text;
          assertThat(Scrape.parse(text).familyNames()).contains("tachograph_build_info");
          reads.incrementAndGet();
        }
      } catch (NoSuchFileException e) {
        // Before the first write, and while a new JVM removes what the one before has left.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static FileTime lastWrite(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static void noLeftoversAfterOneMoreStart(Path directory, Path file) throws IOException {
    FileTime before = lastWrite(file);
    try (RunningJvm app = PlainApps.jobs(writing(directory), "wait")) {
      Await.until(() -> "a written file\n" + app, () -> lastWrite(file).compareTo(before) > 0);
      PlainApps.finish(app);
    }
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(path -> String.valueOf(path.getFileName())))
          .containsExactlyInAnyOrder(FILE_NAME, "foreign.prom");
    }
  }

  @Test
  void theLastWrite_isAtTheEndOfTheJvm() {
    Path directory = Paths.newDirectory("textfile-exit");
    JvmCommand command =
        JvmCommand.on(Jdks.oldest())
            .agentArguments(
                "http.enabled=false,textfile.interval=10m,textfile.directory="
                    + directory
                    + ",textfile.file-name=worker.prom,workers.methods=com.acme.jobs.Jobs#succeed");
    try (RunningJvm app = PlainApps.jobs(command, "wait", "succeed*7", "exit=3")) {
      app.awaitStderr("tachograph INFO metrics in " + directory.resolve("worker.prom"));
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isEqualTo(3);
    }
    Scrape scrape = read(directory.resolve("worker.prom"));
    assertThat(scrape.count("task_execute_time_seconds_count")).isEqualTo(7);
    assertThat(scrape.value("tachograph_textfile_last_write_timestamp_seconds")).isPositive();
  }

  /** A worker that drains its queue in a hook of its own has not ended when the JVM begins to. */
  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.Jdks#all")
  void theLastFile_hasWhatWasDoneInHooks_andOneIsWrittenWhenTheyBegin(Jdk jdk) {
    Path directory = Paths.newDirectory("textfile-hooks");
    Path file = directory.resolve(FILE_NAME);
    JvmCommand command =
        JvmCommand.on(jdk)
            .agentArguments(
                "http.enabled=false,textfile.interval=10m,textfile.directory="
                    + directory
                    + ",workers.methods=com.acme.jobs.Jobs#succeed");
    try (RunningJvm app =
        PlainApps.jobs(command, "wait", "finish=succeed*5", "succeed*7", "exit=3")) {
      app.awaitStderr("tachograph INFO metrics in " + file);
      app.type("go on");
      app.awaitStdout("> finishing");
      Await.until(() -> "the file of the beginning\n" + app, () -> executions(file) == 7);

      for (int i = 0; i < 5; i++) {
        app.type("finish");
      }
      ExitedJvm exited = app.awaitExit();
      assertThat(exited.exitCode()).isEqualTo(3);
      assertThat(exited.stderr()).allMatch(line -> line.startsWith("tachograph INFO"));
    }
    assertThat(executions(file)).isEqualTo(12);
  }

  /** The exporter starts while the hooks run, if there is one processor. */
  @Test
  void theLastFile_hasWhatWasDoneInHooks_ofAProgramThatIsOverAtOnce() {
    Path directory = Paths.newDirectory("textfile-over");
    Path file = directory.resolve(FILE_NAME);
    JvmCommand command =
        JvmCommand.on(Jdks.oldest())
            .onOneProcessor()
            .agentArguments(
                "http.enabled=false,textfile.interval=10m,textfile.directory="
                    + directory
                    + ",workers.methods=com.acme.jobs.Jobs#succeed");
    try (RunningJvm app = PlainApps.jobs(command, "finish=succeed*5", "exit=3")) {
      app.awaitStdout("> finishing");
      app.awaitStderr("tachograph INFO metrics in " + file);
      Await.until(() -> "the first file\n" + app, () -> Files.exists(file));
      for (int i = 0; i < 5; i++) {
        app.type("finish");
      }
      assertThat(app.awaitExit().exitCode()).isEqualTo(3);
    }
    assertThat(executions(file)).isEqualTo(5);
  }

  private static long executions(Path file) {
    return read(file).count("task_execute_time_seconds_count");
  }

  @Test
  void twoJvmsWithOneFile_theFirstHasItUntilItEnds() {
    Path directory = Paths.newDirectory("textfile-two");
    Path file = directory.resolve(FILE_NAME);
    String rule = "workers.methods=com.acme.jobs.Jobs#succeed";
    try (RunningJvm first = PlainApps.jobs(writing(directory, rule), "succeed*3", "wait");
        RunningJvm second =
            startBehind(first, file, () -> writing(directory, rule), "succeed*5", "wait")) {
      second.awaitStderr("tachograph WARN cannot write " + file + ": another JVM writes it");
      Await.pause(500);
      assertThat(executions(file)).isEqualTo(3);

      PlainApps.finish(first);
      Await.until(() -> "the other's file\n" + second, () -> executions(file) == 5);
      ExitedJvm exited = PlainApps.finish(second);
      assertThat(exited.stderr().stream().filter(line -> line.contains("another JVM"))).hasSize(1);
    }
  }

  private static RunningJvm startBehind(
      RunningJvm first, Path file, Supplier<JvmCommand> command, String... jobs) {
    Await.until(
        () -> "the first one's file\n" + first, () -> Files.exists(file) && executions(file) == 3);
    return PlainApps.jobs(command.get(), jobs);
  }

  /** Nobody is at the other end of the pipe, and nobody will be. */
  @Test
  void pipesInTheDirectory_holdNothingUp() throws Exception {
    Path directory = Paths.newDirectory("textfile-pipes");
    Path pipe = directory.resolve("." + FILE_NAME + ".1.tachograph-tmp");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Files.createSymbolicLink(directory.resolve("." + FILE_NAME + ".2.tachograph-tmp"), pipe);
    try (RunningJvm app =
        PlainApps.jobs(
            writing(directory, "workers.methods=com.acme.jobs.Jobs#succeed"),
            "succeed*3",
            "wait",
            "succeed*4")) {
      app.awaitStdout("> waiting");
      app.awaitStderr("tachograph INFO metrics in ");
      PlainApps.finish(app);
    }
    assertThat(executions(directory.resolve(FILE_NAME))).isEqualTo(7);
    assertThat(pipe).exists();
  }

  @Test
  void endpointAndFile_showTheSame() {
    Path directory = Paths.newDirectory("textfile-both");
    JvmCommand command =
        JvmCommand.on(Jdks.newest())
            .agent(
                "textfile.directory=" + directory,
                "textfile.interval=100ms",
                "workers.methods=com.acme.jobs.Jobs#succeed");
    try (RunningJvm app = PlainApps.jobs(command, "succeed*7", "wait")) {
      app.awaitStdout("> waiting");
      Scrape endpoint = app.scrape();
      Await.until(
          () -> "the file\n" + app,
          () ->
              Files.exists(directory.resolve(FILE_NAME))
                  && read(directory.resolve(FILE_NAME)).count("task_execute_time_seconds_count")
                      == 7);
      assertThat(endpoint.count("task_execute_time_seconds_count")).isEqualTo(7);
      assertThat(read(directory.resolve(FILE_NAME)).familyNames())
          .containsAll(
              List.of("task_execute_time_seconds", "jvm_memory_used_bytes", "tachograph_series"));
      PlainApps.finish(app);
    }
  }

  @Test
  void aMissingDirectory_isReportedOnce_andUsedWhenItIsThere() throws IOException {
    Path directory = Paths.newDirectory("textfile-missing").resolve("later");
    try (RunningJvm app = PlainApps.ticking(writing(directory))) {
      app.awaitStdout("> ticking");
      app.awaitStderr("tachograph ");
      Await.pause(1000);
      assertThat(app.stderr().stream().filter(line -> line.contains(directory.toString())))
          .hasSizeLessThanOrEqualTo(2);
      assertThat(app.stderr()).anyMatch(line -> line.matches("tachograph (WARN|ERROR) .*later.*"));

      Files.createDirectories(directory);

      Await.until(() -> "the file\n" + app, () -> Files.exists(directory.resolve(FILE_NAME)));
      assertThat(read(directory.resolve(FILE_NAME)).familyNames())
          .contains("task_execute_time_seconds");
    }
  }
}
