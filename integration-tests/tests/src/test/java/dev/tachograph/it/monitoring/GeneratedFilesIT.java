package dev.tachograph.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code monitoring/generate} makes is what is there. */
class GeneratedFilesIT {
  private static final String REMEDY = "run monitoring/generate";

  static Stream<String> dashboards() {
    return Monitoring.dashboards().stream().map(d -> d.name().replace(".json", ""));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void dashboard_isCurrent(String name) {
    Tool jsonnet = Tool.run(Monitoring.DIRECTORY, "jsonnet", "sources/" + name + ".jsonnet");

    assertThat(jsonnet.output())
        .as(REMEDY)
        .isEqualTo(Monitoring.read(Monitoring.DIRECTORY.resolve("grafana/" + name + ".json")));
  }

  @Test
  void recordingRules_areCurrent() {
    Tool jsonnet = Tool.run(Monitoring.DIRECTORY, "jsonnet", "-S", "sources/recording.jsonnet");

    assertThat(jsonnet.output())
        .as(REMEDY)
        .isEqualTo(Monitoring.read(Monitoring.DIRECTORY.resolve("prometheus/recording.yml")));
  }

  @Test
  void everySource_hasItsFile() {
    List<String> sources =
        Monitoring.files(Monitoring.DIRECTORY.resolve("sources"), ".jsonnet").stream()
            .map(Path::getFileName)
            .map(file -> file.toString().replace(".jsonnet", ""))
            .filter(name -> !name.equals("recording"))
            .toList();

    assertThat(sources).isNotEmpty().containsExactlyElementsOf(dashboards().toList());
  }

  @Test
  void sources_areFormatted() {
    List<String> unformatted =
        Stream.of(".jsonnet", ".libsonnet")
            .flatMap(s -> Monitoring.files(Monitoring.DIRECTORY.resolve("sources"), s).stream())
            .filter(GeneratedFilesIT::isUnformatted)
            .map(String::valueOf)
            .toList();

    assertThat(unformatted).as("jsonnetfmt -i").isEmpty();
  }

  private static boolean isUnformatted(Path source) {
    String file = source.toString();
    return Tool.run(Monitoring.DIRECTORY, "jsonnetfmt", "--test", file).exitCode() != 0;
  }
}
