package dev.tachograph.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentVersion;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.KeyGroups;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private final Path directory;

  CommandLineTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return CommandLine.run(
        args,
        new File("tachograph.jar"),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void helpExplainsEveryCommandAndKey() {
    assertThat(run("--help")).isZero();
    assertThat(out()).contains("--version", "check FILE", "attach PID", "serve --file");
    for (KeyGroup group : KeyGroups.all()) {
      for (Key<?> key : group.keys()) {
        assertThat(out())
            .contains(key.name(), group.help(key).replace("`", ""))
            .contains(key.allowed(), key.defaultInWords());
      }
    }
    assertThat(err()).isEmpty();
  }

  @Test
  void version() {
    assertThat(run("--version")).isZero();
    assertThat(out().trim()).isEqualTo("tachograph " + AgentVersion.get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bogus",
        "--bogus",
        "check",
        "check a b",
        "attach",
        "attach 1 a b",
        "serve",
        "serve --file",
        "serve --port 1",
        "serve --file f --bogus 1",
        "serve --file f --port x",
        "serve --file f --port 65536",
        "serve --file f --port -1"
      })
  void misuseIsExplained(String args) {
    assertThat(run(args.isEmpty() ? new String[0] : args.split(" "))).isEqualTo(2);
    assertThat(out()).isEmpty();
    assertThat(err()).containsAnyOf("Usage:", "allowed is");
  }

  @Test
  void checkOfAFileThatIsFine() throws IOException {
    Path file = Files.writeString(directory.resolve("t.properties"), "\nhttp.port=1234\n");
    assertThat(run("check", file.toString())).isZero();
    assertThat(out())
        .contains("http.port = 1234  (file " + file + " line 2)")
        .contains("window.size = 1000  (default)")
        .endsWith("no problems" + System.lineSeparator());
  }

  @Test
  void checkFailsOnAWarning() throws IOException {
    Path file = Files.writeString(directory.resolve("t.properties"), "http.prot=1234\n");
    assertThat(run("check", file.toString())).isEqualTo(1);
    assertThat(out())
        .contains("WARNING unknown key http.prot", "line 1", "did you mean http.port?");
  }

  @Test
  void checkFailsOnAnError() throws IOException {
    Path file = Files.writeString(directory.resolve("t.properties"), "http.port=x\n");
    assertThat(run("check", file.toString())).isEqualTo(1);
    assertThat(out())
        .contains("ERROR http.port=x (file " + file + " line 1)", "http.port = 9779  (default)");
  }

  @Test
  void checkFailsOnAMissingFile() {
    assertThat(run("check", directory.resolve("missing").toString())).isEqualTo(1);
    assertThat(out()).contains("ERROR file", "does not exist");
  }

  @Test
  void checkShowsEveryKeyWithoutAPlaceholder() throws IOException {
    Path file = Files.writeString(directory.resolve("t.properties"), "");
    assertThat(run("check", file.toString())).isZero();
    for (KeyGroup group : KeyGroups.all()) {
      for (Key<?> key : group.keys()) {
        if (!key.isPattern()) {
          assertThat(out()).containsPattern("(?m)^" + key.name() + " = ");
        }
      }
    }
  }

  @Test
  void scrapePrintsWhatAFileHolds() throws IOException {
    String file =
        Files.writeString(directory.resolve("m.prom"), "# TYPE a gauge\na 1\n").toString();

    assertThat(run("scrape", file)).isZero();
    assertThat(out()).isEqualTo("# TYPE a gauge\na 1.0\n");
    out.reset();
    assertThat(run("scrape", file, "--format", "openmetrics")).isZero();
    assertThat(out()).isEqualTo("# TYPE a gauge\na 1.0\n# EOF\n");
    out.reset();
    assertThat(run("scrape", file, "--format", "json")).isZero();
    assertThat(out()).contains("\"name\":\"a\"", "\"value\":\"1.0\"");
    assertThat(err()).isEmpty();
  }

  @Test
  void scrapeFailsOnWhatPrometheusWouldRefuse() throws IOException {
    String file = Files.writeString(directory.resolve("m.prom"), "a 1\na b\n").toString();
    assertThat(run("scrape", file)).isEqualTo(1);
    assertThat(err()).contains("m.prom: line 2: 'b' is not a number");

    String binary =
        Files.write(directory.resolve("m.bin"), new byte[] {'a', ' ', (byte) 0xff, '\n'})
            .toString();
    assertThat(run("scrape", binary)).isEqualTo(1);
    assertThat(run("scrape", directory.resolve("none").toString())).isEqualTo(1);
    assertThat(out()).isEmpty();
    assertThat(run("scrape", file, "--format", "xml")).isEqualTo(2);
    assertThat(run("scrape")).isEqualTo(2);
  }
}
