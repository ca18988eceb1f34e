package dev.tachograph.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
  private static final String SOURCE = "bootstrap/src/main/java/Some.java";
  private static final String AGENT = "agent/target/tachograph.jar";
  private static final String API = "api/target/tachograph-api.jar";
  private static final String APPS = "integration-tests/apps/target/tachograph-it-apps.jar";

  private Path root;
  private Build build;

  @BeforeEach
  void builtAfterItsSources(@TempDir Path folder) throws IOException {
    root = folder;
    build = new Build(root);
    for (String file : new String[] {"pom.xml", SOURCE, API, AGENT, APPS}) {
      Path path = root.resolve(file);
      Files.createDirectories(path.resolveSibling("."));
      Files.createFile(path);
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        age(path, 100);
      }
    }
    age(root.resolve(AGENT), 50);
    age(root.resolve(APPS), 60);
  }

  @Test
  void whatIsNewerThanItsSources_isUpToDate() {
    assertThat(build.isUpToDate()).isTrue();
  }

  @Test
  void whatIsMissing_isNot() throws IOException {
    Files.delete(root.resolve(APPS));

    assertThat(build.isUpToDate()).isFalse();
  }

  @Test
  void anEdit_makesItOld() throws IOException {
    age(root.resolve(SOURCE), 10);

    assertThat(build.isUpToDate()).isFalse();
  }

  @Test
  void anEditOfWhatTheOlderOneIsMadeOf_makesItOld() throws IOException {
    age(root.resolve(SOURCE), 55);

    assertThat(build.isUpToDate()).isFalse();
  }

  @Test
  void aSourceThatIsGone_makesItOld() throws IOException {
    Files.delete(root.resolve(SOURCE));

    assertThat(build.isUpToDate()).isFalse();
  }

  private static void age(Path path, int minutes) throws IOException {
    long time = System.currentTimeMillis() - minutes * 60_000L;
    Files.setLastModifiedTime(path, FileTime.fromMillis(time));
  }
}
