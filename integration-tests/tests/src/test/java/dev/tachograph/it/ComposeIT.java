package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExampleJar;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.Prometheus;
import dev.tachograph.it.harness.RunningJvm;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * The files of the example for Compose: its containers' commands, in folders laid out as theirs.
 * There is no Docker in this.
 */
class ComposeIT {
  private static final Path FOLDER = Paths.inProject("examples/compose");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CONFIGURATION = "/etc/prometheus/";

  /** The worker's own port, for its container has the machine's. */
  private final int port = Ports.free();

  @Test
  void theWorkerRuns_andPrometheusSeesItUp() throws IOException {
    JsonNode services = yaml(FOLDER.resolve("compose.yaml")).path("services");
    JsonNode prometheusService = services.path("prometheus");
    assertThat(services).hasSize(2);
    assertThat(prometheusService.path("ports").path(0).asText()).endsWith(":9090");

    try (RunningJvm worker = worker(services.path("worker").path("build"));
        Prometheus prometheus = Prometheus.in(configuration(prometheusService.path("volumes")))) {
      assertThat(worker.endpoint()).hasPort(port);
      Await.until(
          () -> "a target that is up\n" + worker + prometheus.log(),
          () -> prometheus.health("worker").equals("up"));
    }
  }

  /** What the Dockerfile builds, as far as a JVM is concerned. */
  private RunningJvm worker(JsonNode build) throws IOException {
    Path context = FOLDER.resolve(build.path("context").asText()).normalize();
    List<String> dockerfile =
        Files.readAllLines(context.resolve(build.path("dockerfile").asText()));
    assertThat(argument(dockerfile, "FROM")).isEqualTo("eclipse-temurin:17-jre");
    Path container = Paths.newDirectory("worker");
    String[] files = argument(dockerfile, "COPY").split(" ");
    assertThat(files[files.length - 1]).isEqualTo("./");
    for (int i = 0; i < files.length - 1; i++) {
      copy(context.resolve(files[i]), container);
    }
    String[] variable = argument(dockerfile, "ENV").split("=");
    String[] command = JSON.readValue(argument(dockerfile, "ENTRYPOINT"), String[].class);
    assertThat(command).hasSize(5).startsWith("java").contains("-cp", atIndex(2));
    return JvmCommand.on(Jdks.atLeast(17))
        .directory(container)
        .environment(variable[0], variable[1])
        .environment("TACHOGRAPH_HTTP_PORT", String.valueOf(port))
        .jvm(command[1])
        .start(command[3], command[4]);
  }

  private static String argument(List<String> dockerfile, String instruction) {
    List<String> found =
        dockerfile.stream().filter(line -> line.startsWith(instruction + ' ')).toList();
    assertThat(found).as(instruction).hasSize(1);
    return found.get(0).substring(instruction.length() + 1);
  }

  private static void copy(Path source, Path container) throws IOException {
    Path copy = container.resolve(String.valueOf(source.getFileName()));
    if (source.endsWith("examples/target/tachograph-examples.jar")) {
      ExampleJar.make(copy);
    } else if (source.endsWith("agent/target/tachograph.jar")) {
      Files.copy(Paths.agentJar(), copy);
    } else {
      Files.copy(source, copy);
    }
  }

  /** What the image finds in its folder of configuration, with the worker's address here. */
  private Path configuration(JsonNode volumes) throws IOException {
    Path container = Paths.newDirectory("prometheus");
    for (JsonNode volume : volumes) {
      String[] parts = volume.asText().split(":");
      assertThat(parts[1]).startsWith(CONFIGURATION);
      Files.createSymbolicLink(
          container.resolve(parts[1].substring(CONFIGURATION.length())),
          FOLDER.resolve(parts[0]).toRealPath());
    }
    Path configuration = container.resolve("prometheus.yml");
    String text = Files.readString(configuration);
    String target = "worker:" + portInProperties();
    assertThat(text).containsOnlyOnce(target);
    Files.delete(configuration);
    Files.writeString(configuration, text.replace(target, "127.0.0.1:" + port));
    JsonNode rules = yaml(configuration).path("rule_files");
    assertThat(rules).isNotEmpty();
    for (JsonNode file : rules) {
      assertThat(container.resolve(file.asText())).isRegularFile();
    }
    return container;
  }

  private static String portInProperties() throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(Paths.inProject("examples/tachograph.properties"))) {
      properties.load(in);
    }
    return properties.getProperty("http.port", "");
  }

  private static JsonNode yaml(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      return JSON.valueToTree(new Yaml().load(in));
    }
  }
}
