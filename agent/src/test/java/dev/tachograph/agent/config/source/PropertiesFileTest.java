package dev.tachograph.agent.config.source;

import static dev.tachograph.agent.config.Configs.errors;
import static dev.tachograph.agent.config.Configs.fromArguments;
import static dev.tachograph.agent.config.Configs.warnings;
import static dev.tachograph.agent.config.Configs.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.keys.HttpKeys;
import dev.tachograph.agent.config.keys.MetricsKeys;
import dev.tachograph.agent.config.keys.WorkerKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a file can be no usable properties file. */
class PropertiesFileTest {
  private final Path directory;

  PropertiesFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void missingFile() {
    AgentConfig config = fromArguments(directory.resolve("missing").toString());
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("missing (agent argument) does not exist", "looked for " + directory);
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(9779);
  }

  @Test
  void directoryInsteadOfFile() {
    assertThat(errors(fromArguments(directory.toString())))
        .singleElement()
        .asString()
        .contains(directory.toString(), "is a directory");
  }

  @Test
  void unreadableFile() throws IOException {
    Path file = write(directory, "http.port=1");
    assumeTrue(file.toFile().setReadable(false), "this file system has no permissions");
    assumeFalse(Files.isReadable(file), "root reads everything");
    assertThat(errors(fromArguments(file.toString())))
        .singleElement()
        .asString()
        .contains(file.toString(), "cannot be read");
  }

  @Test
  void pipeInsteadOfFileIsNotWaitedFor() throws Exception {
    Path pipe = directory.resolve("pipe");
    Process mkfifo;
    try {
      mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
    } catch (IOException e) {
      assumeTrue(false, "there are no pipes here: " + e);
      return;
    }
    assertThat(mkfifo.waitFor()).isZero();
    assertThat(errors(fromArguments(pipe.toString())))
        .singleElement()
        .asString()
        .contains("is not a regular file");
  }

  @Test
  void emptyFileIsFine() {
    assertThat(fromArguments(write(directory, "").toString()).problems()).isEmpty();
  }

  @Test
  void fileOfOneMegabyteIsRead() {
    String text = "http.port=1\n#" + "x".repeat(PropertiesFile.MAX_BYTES - 13);
    assertThat(fromArguments(write(directory, text).toString()).get(HttpKeys.PORT)).isEqualTo(1);
  }

  @Test
  void tooLargeFileIsRefused() {
    String text = "http.port=1\n#" + "x".repeat(PropertiesFile.MAX_BYTES - 12);
    AgentConfig config = fromArguments(write(directory, text).toString());
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(9779);
    assertThat(errors(config)).singleElement().asString().contains("larger than 1 MB");
  }

  @Test
  void nonUtf8FileIsReadAsLatin1() {
    byte[] content =
        "http.port=1\r\nworkers.1.methods=a.b#c\r\nworkers.1.task-type=gr\u00fc\u00df\r\n"
            .getBytes(StandardCharsets.ISO_8859_1);
    Path file = write(directory, content);
    AgentConfig config = fromArguments(file.toString());
    assertThat(errors(config))
        .containsExactly(
            "file "
                + file
                + " line 3: byte 23 of the line, 0xfc, is not UTF-8;"
                + " the file is read as ISO-8859-1");
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(1);
    assertThat(config.rules(WorkerKeys.RULES).get(0).subject()).hasToString("gr\u00fc\u00df");
  }

  @Test
  void truncatedUtf8AtTheEndIsNoticed() {
    AgentConfig config = fromArguments(write(directory, new byte[] {'#', (byte) 0xC3}).toString());
    assertThat(errors(config)).singleElement().asString().contains("line 1: byte 2", "0xc3");
  }

  @Test
  void utf8IsUnderstood() {
    AgentConfig config =
        fromArguments(
            write(directory, "workers.1.methods=a.b#c\nworkers.1.task-type=\u8ca8\u7269\n")
                .toString());
    assertThat(config.problems()).isEmpty();
    assertThat(config.rules(WorkerKeys.RULES).get(0).subject()).hasToString("\u8ca8\u7269");
  }

  @Test
  void byteOrderMarkIsSkipped() {
    AgentConfig config = fromArguments(write(directory, "\ufeffhttp.port=1\n").toString());
    assertThat(config.problems()).isEmpty();
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(1);
  }

  @Test
  void malformedEscapeCostsOnlyItsEntry() {
    Path file = write(directory, "http.port=1\nhttp.host=C:\\users\nwindow.size=7\n");
    AgentConfig config = fromArguments(file.toString());
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(1);
    assertThat(config.get(HttpKeys.HOST)).isEqualTo("127.0.0.1");
    assertThat(config.get(MetricsKeys.WINDOW_SIZE)).isEqualTo(7);
    assertThat(errors(config))
        .singleElement()
        .asString()
        .startsWith("file " + file + " line 2 is ignored: \\us is not a character");
  }

  @Test
  void ofDuplicatesTheLastCounts() {
    Path file = write(directory, "http.port=1\n\nhttp.port=2\n");
    AgentConfig config = fromArguments(file.toString());
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(2);
    assertThat(warnings(config))
        .containsExactly(
            "http.port=1 (file %1$s line 1) is a duplicate: http.port=2 (file %1$s line 3) comes later and counts"
                .formatted(file));
  }

  @Test
  void aFileCannotNameAnother() {
    Path file = write(directory, "config.file=/etc/other\n");
    assertThat(warnings(fromArguments(file.toString())))
        .singleElement()
        .asString()
        .contains("config.file=/etc/other", "line 1", "is ignored");
  }

  @Test
  void aKeyWithThePrefixOfPropertiesIsRecognised() {
    Path file = write(directory, "tachograph.http.port=1\n");
    assertThat(warnings(fromArguments(file.toString())))
        .singleElement()
        .asString()
        .contains("did you mean http.port?");
  }
}
