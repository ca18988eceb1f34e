package dev.tachograph.agent.cli.top;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private final Path directory;

  TopCommandTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private int top(String... arguments) {
    List<String> all = new ArrayList<>(List.of("top"));
    all.addAll(List.of(arguments));
    return TopCommand.run(
        all.toArray(new String[0]),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }

  private String file(String text) throws IOException {
    return Files.writeString(directory.resolve("m.prom"), text).toString();
  }

  @Test
  void run_fileOnce_isATable() throws IOException {
    String file = file("task_execute_time_seconds_count{taskType=\"a\",status=\"SUCCESS\"} 20\n");

    assertThat(top(file, "--once")).isZero();
    assertThat(out.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            "TASK TYPE  rate/s  executed  failed  failed %  p50  p95  p99\n"
                + "a               -        20       0     0.0 %    -    -    -\n");
  }

  @Test
  void run_fileAsJson() throws IOException {
    String file = file("task_execute_time_seconds_count{taskType=\"a\",status=\"SUCCESS\"} 20\n");

    assertThat(top("--once", "--format", "json", file)).isZero();
    assertThat(out.toString(UTF_8)).startsWith("[").contains("\"executed\":20.0");
  }

  @Test
  void run_fileThatHoldsNoMetrics_saysSo() throws IOException {
    assertThat(top(file("hello, world\n"), "--once")).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .contains("not in the text format: line 1: 'hello,' is not the name of a metric");
  }

  @Test
  void run_placeThatIsNone_saysSo() {
    assertThat(top(directory.resolve("none").toString())).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("no address, no process id and no file");
  }

  @Test
  void run_nobodyListens_saysSo_withoutThePassword() {
    assertThat(top("http://me:sesame@127.0.0.1:1", "--once")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("nothing listens there").doesNotContain("sesame");
  }

  @Test
  void run_noSuchProcess_saysSo() {
    assertThat(top("999999999999", "--once")).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("there is no such process");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--sort x", "--format xml", "--seconds 0", "--nonsense", "-x", "a b", "--user"})
  void run_wrongArguments_showsTheUsage(String arguments) {
    assertThat(top(arguments.split(" "))).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("Unexpected: ").contains("Usage:");
  }
}
