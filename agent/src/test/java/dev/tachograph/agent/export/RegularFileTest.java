package dev.tachograph.agent.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegularFileTest {
  private final Path directory;

  RegularFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void aFile_andALinkToOne_areRead() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "x");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertThat(RegularFile.read(file.toString())).containsExactly('x');
    assertThat(RegularFile.read(link.toString())).containsExactly('x');
  }

  @Test
  void aPipe_isRefused_andNobodyWaitsForItsOtherEnd() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> RegularFile.read(pipe.toString()))
        .isInstanceOf(IOException.class)
        .hasMessage(pipe + " is not a regular file");
  }

  @Test
  void aDirectory_andALinkToOne_areRefused() throws IOException {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
    assertThatThrownBy(() -> RegularFile.read(directory.toString()))
        .hasMessage(directory + " is not a regular file");
    assertThatThrownBy(() -> RegularFile.read(link.toString()))
        .hasMessage(link + " is not a regular file");
  }

  @Test
  void aMissingFile_isNamed() {
    String missing = directory.resolve("missing").toString();
    assertThatThrownBy(() -> RegularFile.read(missing))
        .hasMessage(missing + " cannot be read")
        .hasCauseInstanceOf(NoSuchFileException.class);
  }
}
