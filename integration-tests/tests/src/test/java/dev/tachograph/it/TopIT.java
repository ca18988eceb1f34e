package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code java -jar tachograph.jar top}, for a process with the packaged agent. */
class TopIT {
  static List<Jdk> jdks() {
    return List.of(Jdks.oldest(), Jdks.newest());
  }

  private static List<String> top(Jdk jdk, String... arguments) {
    List<String> all = new ArrayList<>(List.of("top"));
    all.addAll(List.of(arguments));
    try (RunningJvm top =
        JvmCommand.on(jdk).startJar(Paths.agentJar(), all.toArray(new String[0]))) {
      ExitedJvm exited = top.awaitExit();
      assertThat(exited.exitCode()).as("%s", exited).isZero();
      return exited.stdout();
    }
  }

  private static JsonNode firstRow(List<String> lines) throws IOException {
    return new ObjectMapper().readTree(String.join("\n", lines)).get(0);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void itShowsAProcess_byAddress_processId_andTextfile(Jdk jdk) throws IOException {
    Path directory = Paths.newDirectory("textfile");
    try (RunningJvm app =
        PlainApps.jobs(
            JvmCommand.on(jdk)
                .agent(
                    "workers.methods=com.acme.jobs.Jobs#succeed",
                    "workers.1.methods=com.acme.jobs.Jobs#fail",
                    "textfile.interval=1s",
                    "textfile.directory=" + directory),
            "succeed",
            "succeed",
            "fail",
            "wait")) {
      app.awaitStdout("> waiting");

      List<String> once = top(jdk, app.endpoint().resolve("/").toString(), "--once");
      assertThat(once.get(0)).startsWith("TASK TYPE").contains("rate/s");
      assertThat(once.get(1)).matches("Jobs +0\\.0 +0 +3 +1 +33\\.3 %.*");
      assertThat(String.join("\n", once)).doesNotContain("\u001b");

      assertThat(top(jdk, app.endpoint().toString(), "--seconds", "1", "--sort", "name"))
          .anyMatch(line -> line.contains("sorted by name"));
      assertThat(
              String.join("\n", top(jdk, app.endpoint().toString(), "--seconds", "1", "--redraw")))
          .contains("F\u001b[J");

      Path file = directory.resolve("conductor_metrics.prom");
      Await.until(
          () -> "a file with the tasks",
          () ->
              Files.exists(file)
                  && Scrape.parse(read(file)).count("task_execute_time_seconds_count") == 3);
      JsonNode byFile = firstRow(top(jdk, file.toString(), "--once", "--format", "json"));
      assertThat(byFile.path("taskType").asText()).isEqualTo("Jobs");
      assertThat(byFile.path("executed").asInt()).isEqualTo(3);
      assertThat(byFile.path("ratePerSecond").isNull()).isTrue();

      if (Files.exists(Path.of("/proc/self/net/tcp"))) {
        JsonNode byId = firstRow(top(jdk, String.valueOf(app.pid()), "--once", "--format", "json"));
        assertThat(byId.path("failed").asInt()).isEqualTo(1);
      }
      app.kill();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
