package dev.tachograph.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {
  private static final Path HOME = Path.of("home");

  private static Jdk jdk(String version) {
    return new Jdk(HOME, Runtime.Version.parse(version));
  }

  @Test
  void ofEachFeature_theEarliestUpdateIsTaken() {
    assertThat(
            Jdks.oneForEachFeature(
                List.of(jdk("17.0.9"), jdk("17.0.15"), jdk("21"), jdk("25.0.1"), jdk("25.0.3"))))
        .containsExactly(jdk("17.0.9"), jdk("21"), jdk("25.0.1"));
  }

  @Test
  void builds_areInOrder_andWithoutDoubles() {
    assertThat(Jdks.builds().stream().map(Jdk::version)).doesNotHaveDuplicates().isSorted();
    assertThat(Jdks.builds()).containsAll(Jdks.all());
  }

  @Test
  void theJdkThatRunsThis_isAmongThem() {
    assertThat(Jdks.all().stream().map(Jdk::feature)).contains(Runtime.version().feature());
  }

  @Test
  void aFolder_isAJdkByItsReleaseFile(@TempDir Path home) throws IOException {
    assertThat(Jdks.jdkAt(home)).isNull();
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    assertThat(Files.createFile(java).toFile().setExecutable(true)).isTrue();
    Path release = home.resolve("release");

    Files.writeString(release, "JAVA_VERSION=\"17.0.21.1\"\n");
    assertThat(Jdks.jdkAt(home)).hasToString("JDK 17.0.21.1");
    Files.writeString(release, "JAVA_VERSION=\"1.8.0_402\"\n");
    assertThat(Jdks.jdkAt(home)).isNull();
    Files.writeString(release, "IMPLEMENTOR=\"somebody\"\n");
    assertThat(Jdks.jdkAt(home)).isNull();
  }
}
