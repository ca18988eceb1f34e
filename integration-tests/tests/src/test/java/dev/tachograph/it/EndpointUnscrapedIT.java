package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that nobody scrapes has a bound port and one thread, and nothing else. */
class EndpointUnscrapedIT {
  static List<Jdk> jdks() {
    return Jdks.all();
  }

  /** What a JVM had loaded and which threads there were when the program came to its end. */
  private record Run(List<String> classes, List<String> threads) {}

  private static final String LAST_OF_ENDPOINT = "dev.tachograph.agent.thread.SelectorWait ";
  private static final String LAST_OF_OUTLETS = "dev.tachograph.agent.export.SecondaryFamilies ";

  @ParameterizedTest
  @MethodSource("jdks")
  void unscrapedProgram_hasNothingOfAServer(Jdk jdk) throws IOException {
    Run without = run(jdk, "http.enabled=false");
    Run with = run(jdk, "http.enabled=true");

    List<String> threads = new ArrayList<>(with.threads);
    threads.removeAll(without.threads);
    assertThat(threads).containsExactly("> thread daemon tachograph-http");
    List<String> classes = new ArrayList<>(with.classes);
    classes.removeAll(without.classes);
    assertThat(classes)
        .noneMatch(name -> name.contains("httpserver"))
        .noneMatch(name -> name.startsWith("java.util.logging."))
        .noneMatch(name -> name.startsWith("java.lang.module."));
    String export = "dev.tachograph.agent.export.";
    assertThat(classes.stream().filter(name -> !name.startsWith("java.") && !isOfJdk(name)))
        .containsExactlyInAnyOrder(
            export + "Descriptors",
            export + "http.ExchangeLimits",
            export + "http.HttpOptions",
            export + "http.MetricsEndpoint",
            export + "http.Served",
            "dev.tachograph.agent.log.AgentLog",
            "dev.tachograph.agent.thread.SelectorWait");
  }

  /** A channel and a selector take some. */
  private static boolean isOfJdk(String name) {
    return name.startsWith("sun.") || name.startsWith("jdk.");
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Run run(Jdk jdk, String setting) throws IOException {
    Path log = Paths.newDirectory("class-load").resolve("log.txt");
    JvmCommand command =
        JvmCommand.on(jdk).agent(setting).jvm("-Xlog:class+load:file=" + log + ":none");
    try (RunningJvm app = PlainApps.jobs(command, "wait", "threads", "wait")) {
      app.awaitStdout("> waiting");
      if (setting.endsWith("true")) {
        app.endpoint();
        // It says where it is, and only then waits for clients.
        Await.until(
            () -> LAST_OF_ENDPOINT + "\n" + app, () -> read(log).contains(LAST_OF_ENDPOINT));
      }
      // The last class that outlets load, on a thread of their own.
      Await.until(() -> LAST_OF_OUTLETS + "\n" + app, () -> read(log).contains(LAST_OF_OUTLETS));
      Await.until(() -> "the end of the starter\n" + app, () -> !app.hasThread("tachograph-star"));
      PlainApps.goOn(app);
      List<String> threads =
          app.stdout().stream()
              .filter(line -> line.startsWith("> thread"))
              .collect(Collectors.toList());
      List<String> classes =
          Files.readAllLines(log).stream()
              .map(line -> line.substring(0, Math.max(0, line.indexOf(' '))))
              .collect(Collectors.toList());
      return new Run(classes, threads);
    }
  }
}
