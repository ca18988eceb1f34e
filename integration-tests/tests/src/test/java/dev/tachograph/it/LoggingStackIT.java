package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.ClassPaths;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.TestKeys;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application logs with the agent as it does without, scraped before it has chosen and
 * configured how to log, in between, and after: the JVM asks for a manager or a finder of loggers
 * once and for all.
 */
class LoggingStackIT {
  private static final String MANAGER = "java.util.logging.manager=";
  private static final String PROTOBUF =
      "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
          + " encoding=delimited";

  /**
   * A way to log: libraries, options of the JVM, and what main sets; a line that shows its work.
   */
  private enum Stack {
    JBOSS_BY_OPTION(
        "jboss-logmanager",
        List.of(MANAGER + "org.jboss.logmanager.LogManager", "logging.configuration=" + JBOSS),
        List.of(),
        "jboss WARNING com.acme.classic classic warning"),
    JBOSS_BY_MAIN(
        "jboss-logmanager",
        List.of(),
        List.of(MANAGER + "org.jboss.logmanager.LogManager", "logging.configuration=" + JBOSS),
        "jboss WARNING com.acme.classic classic warning"),
    // As with JBoss Modules, where only the application's thread finds the manager.
    JBOSS_BY_CONTEXT(
        "",
        List.of(MANAGER + "org.jboss.logmanager.LogManager", "logging.configuration=" + JBOSS),
        List.of("context=jboss-logmanager"),
        "jboss WARNING com.acme.classic classic warning"),
    LOG4J_FINDER(
        "log4j-jpl",
        List.of(),
        List.of("log4j2.configurationFile=" + LOG4J),
        "log4j WARN com.acme.platform platform warning"),
    LOG4J_MANAGER(
        "log4j-jul",
        List.of(MANAGER + "org.apache.logging.log4j.jul.LogManager"),
        List.of("log4j2.configurationFile=" + LOG4J),
        "log4j WARN com.acme.classic classic warning"),
    SLF4J_FINDER(
        "slf4j",
        List.of(),
        List.of("logback.configurationFile=" + resource("logback.xml")),
        "logback WARN com.acme.platform platform warning"),
    JDK_BY_OPTION(
        "",
        List.of("java.util.logging.config.file=" + JDK),
        List.of(),
        "jul FINEST com.acme.classic classic trace"),
    JDK_BY_MAIN(
        "",
        List.of(),
        List.of("java.util.logging.config.file=" + JDK),
        "jul FINEST com.acme.classic classic trace"),
    OWN_FINDER(
        "",
        List.of(),
        List.of("com.acme.log.prefix=own"),
        "own WARNING com.acme.platform platform warning");

    final String library;
    final List<String> options;
    final List<String> settings;
    final String shown;

    Stack(String library, List<String> options, List<String> settings, String shown) {
      this.library = library;
      this.options = options;
      this.settings = settings;
      this.shown = shown;
    }

    RunningJvm start(JvmCommand command) {
      // Without the time of day.
      command.jvm("-Djava.util.logging.SimpleFormatter.format=jul %4$s %3$s %5$s%n");
      options.forEach(option -> command.jvm("-D" + option));
      List<String> arguments = new ArrayList<>(List.of("wait"));
      settings.stream().map(Stack::withJars).forEach(arguments::add);
      arguments.addAll(List.of("log", "wait", "log", "loggers", "wait"));
      String classPath =
          this == OWN_FINDER
              ? Paths.apps() + File.pathSeparator + ownFinder()
              : library.isEmpty() ? Paths.apps() : Paths.apps("logging/" + library);
      return command.start(
          classPath, "com.acme.logging.LoggingStackApp", arguments.toArray(new String[0]));
    }

    private static String withJars(String setting) {
      String context = "context=";
      return setting.startsWith(context)
          ? context + ClassPaths.of("logging/" + setting.substring(context.length()))
          : setting;
    }
  }

  private static final String JBOSS = resource("jboss.properties").toUri().toString();
  private static final String LOG4J = resource("log4j.properties").toString();
  private static final String JDK = resource("jul.properties").toString();

  private static Path resource(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(LoggingStackIT.class.getResource("/logging/" + name)).toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path ownFinder() {
    Path services = Paths.newDirectory("services");
    Path file = services.resolve("META-INF/services/java.lang.System$LoggerFinder");
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, "com.acme.logging.OwnFinder");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return services;
  }

  /**
   * What is the JDK's own, on each JDK, libraries in turn; with TLS on one of them, in turn, too.
   */
  static List<Arguments> stacks() {
    List<Arguments> stacks = new ArrayList<>();
    for (Stack stack : Stack.values()) {
      List<Jdk> inTurn = JdkMatrix.jdks(stack.ordinal(), Jdks.all());
      for (Jdk jdk : stack.library.isEmpty() ? Jdks.all() : inTurn) {
        stacks.add(Arguments.of(stack.name(), jdk, inTurn.contains(jdk)));
      }
    }
    return stacks;
  }

  @ParameterizedTest
  @MethodSource("stacks")
  void applicationLogsAsWithoutTheAgent_howeverItIsScraped(String name, Jdk jdk, boolean tls) {
    Stack stack = Stack.valueOf(name);
    List<String> usual = lines(stack, JvmCommand.on(jdk), false);
    assertThat(usual).contains(stack.shown);

    assertThat(lines(stack, JvmCommand.on(jdk).agent(), true)).isEqualTo(usual);
    if (tls) {
      assertThat(lines(stack, withTls(jdk), true)).as("with TLS").isEqualTo(usual);
    }
  }

  private static JvmCommand withTls(Jdk jdk) {
    Path password = Paths.newDirectory("password").resolve("password");
    try {
      Files.writeString(password, TestKeys.PASSWORD);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JvmCommand.on(jdk)
        .agent("http.tls.keystore=" + TestKeys.store(), "http.tls.password-file=" + password);
  }

  /** What it writes on both streams, without the agent's own lines. */
  private static List<String> lines(Stack stack, JvmCommand command, boolean scraped) {
    try (RunningJvm app = stack.start(command)) {
      app.awaitStdout("> waiting");
      for (int i = 0; i < 2; i++) {
        scrape(app, scraped);
        PlainApps.goOn(app);
      }
      scrape(app, scraped);
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isZero();
      return Stream.concat(exited.stdout().stream(), exited.stderr().stream())
          .filter(line -> !line.startsWith("tachograph INFO "))
          .toList();
    }
  }

  private static void scrape(RunningJvm app, boolean scraped) {
    if (!scraped) {
      return;
    }
    HttpClient client = HttpClient.newBuilder().sslContext(TestKeys.trusting()).build();
    URI endpoint = app.endpoint();
    for (String accept : List.of("text/plain", PROTOBUF)) {
      try {
        assertThat(
                client
                    .send(
                        HttpRequest.newBuilder(endpoint).header("Accept", accept).build(),
                        HttpResponse.BodyHandlers.discarding())
                    .statusCode())
            .isEqualTo(200);
      } catch (IOException e) {
        throw new UncheckedIOException(app.toString(), e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
