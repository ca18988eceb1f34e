package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A JDK whose HTTP server cannot be copied, as one of the future may be. */
class EndpointFallbackIT {
  private static final String AGENT = "com.acme.agents.BreakingAgent";

  /** A class that the server needs when it is made, and two that it needs for a connection. */
  private static final List<String> CLASSES =
      List.of(
          "sun/net/httpserver/ServerImpl",
          "sun/net/httpserver/HttpConnection",
          "sun/net/httpserver/ExchangeImpl");

  static List<Arguments> jdksAndClasses() {
    List<Arguments> arguments = new ArrayList<>();
    for (Jdk jdk : Jdks.all()) {
      CLASSES.forEach(name -> arguments.add(Arguments.of(jdk, name)));
    }
    return arguments;
  }

  @ParameterizedTest
  @MethodSource("jdksAndClasses")
  void endpointServesByTheJdksOwnServer_andSaysSoOnce(Jdk jdk, String broken) throws IOException {
    JvmCommand command = JvmCommand.on(jdk).jvm("-javaagent:" + agent() + "=" + broken).agent();
    try (RunningJvm app = PlainApps.jobs(command, "wait", "properties", "wait")) {
      app.awaitStdout("> waiting");
      URI endpoint = app.endpoint();
      // Who came first may have lost the connection.
      Await.until(() -> "an answer\n" + app, () -> Scrape.isAnswered(endpoint));

      assertThat(Scrape.of(endpoint).value("tachograph_build_info")).isEqualTo(1);
      assertThat(Scrape.get(endpoint.resolve("/-/healthy")).statusCode()).isEqualTo(200);
      assertThat(Scrape.get(endpoint.resolve("/metrics/x")).statusCode()).isEqualTo(404);
      HttpResponse<String> named = Scrape.get(endpoint.resolve("/metrics?debug=nonsense"));
      assertThat(named.statusCode()).isEqualTo(200);
      assertThat(named.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");

      PlainApps.goOn(app);
      app.awaitStderr("tachograph WARN ");
      assertThat(app.stdout()).noneMatch(line -> line.startsWith("> property sun.net.httpserver"));
      assertThat(app.stderr().stream().filter(line -> !line.startsWith("tachograph INFO ")))
          .singleElement()
          .asString()
          .startsWith("tachograph WARN the metrics endpoint shares the JDK's HTTP server");
      assertThat(app.stderr().stream().filter(line -> line.contains(" metrics on "))).hasSize(1);
    }
  }

  private static Path agent() throws IOException {
    Path jar = Paths.newDirectory("agent").resolve("breaking.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", AGENT);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (String suffix : List.of("", "$1")) {
        String entry = AGENT.replace('.', '/') + suffix + ".class";
        out.putNextEntry(new ZipEntry(entry));
        Files.copy(Path.of(Paths.apps()).resolve(entry), out);
      }
    }
    return jar;
  }
}
