package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.MetricsApp;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.RealParts;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Both text formats are read by the parsers of the Python client, which are strict. */
class PythonParserIT {
  private static final String TEXT = "text/plain; version=0.0.4";
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";
  private static final String ODD = "a \"b\" \\n \\ {c=\"d\"} # e";

  private static final String PROGRAM =
      """
      import json, sys
      if sys.argv[1] == 'openmetrics':
          from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
      else:
          from prometheus_client.parser import text_string_to_metric_families as parse
      text = open(sys.argv[2], encoding='utf-8', newline='').read()
      print(json.dumps([[f.type, s.name, s.labels, repr(s.value)]
                        for f in parse(text) for s in f.samples]))
      """;

  private final Path directory = Paths.newDirectory("python");

  @Test
  void allMetrics_theAgentsAndTheApplications_areReadByTheParsersOfThePythonClient()
      throws Exception {
    Path python = python();
    JvmCommand command =
        JvmCommand.on(Jdks.newest())
            .agent("adopt.timeout=60s")
            .environment("TACHOGRAPH_LABELS_ODD", ODD);
    try (MetricsApp app = MetricsApp.start(command, "ClientJavaMetrics", "clientjava-1.10.0")) {
      URI endpoint = app.jvm().endpoint();
      read(python, endpoint, "text", TEXT);
      read(python, endpoint, "openmetrics", OPEN_METRICS);

      app.obey("define");
      for (JsonNode samples :
          List.of(
              read(python, endpoint, "text", TEXT),
              read(python, endpoint, "openmetrics", OPEN_METRICS))) {
        List<String> found = new ArrayList<>();
        for (JsonNode sample : samples) {
          assertThat(sample.get(2).get("odd").asText()).isEqualTo(ODD);
          if (sample.get(1).asText().equals("app_requests_total")) {
            found.add(sample.get(2).get("path").asText() + "=" + sample.get(3).asText());
          }
        }
        assertThat(found).containsExactlyInAnyOrder("/a \"b\" \\ c=3.0", "/d=2.0");
      }
    }
  }

  /** The samples, of which there is one for each line. */
  private JsonNode read(Path python, URI endpoint, String parser, String format)
      throws IOException, InterruptedException {
    String text = Scrape.get(endpoint, "Accept", format).body();
    Path file = Files.writeString(directory.resolve(parser), text);
    Path errors = directory.resolve(parser + ".err");
    Process process =
        new ProcessBuilder(python.toString(), "-c", PROGRAM, parser, file.toString())
            .redirectError(errors.toFile())
            .start();
    // To the end: a parser of JSON would close the pipe before the last line break.
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    JsonNode samples = new ObjectMapper().readTree(output);
    assertThat(samples)
        .hasSize((int) text.lines().filter(line -> !line.startsWith("#")).count())
        .isNotEmpty();
    return samples;
  }

  /** An interpreter that has the Python client; Debian's package is for the system's own. */
  private static Path python() throws IOException, InterruptedException {
    Optional<Path> system =
        Stream.of(Path.of("/usr/bin/python3")).filter(Files::isExecutable).findFirst();
    Path python = system.isPresent() ? system.get() : RealParts.program("python3");
    Process process =
        new ProcessBuilder(python.toString(), "-c", "import prometheus_client.openmetrics.parser")
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    RealParts.require(process.waitFor() == 0, "prometheus_client for Python");
    return python;
  }
}
