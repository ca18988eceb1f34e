package dev.tachograph.it.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class JdkMatrixTest {
  private static final Jdk OLD = new Jdk(Path.of("old"), Runtime.Version.parse("17.0.15"));
  private static final Jdk NEW = new Jdk(Path.of("new"), Runtime.Version.parse("25"));

  private static List<String> arguments(boolean full, Object... rows) {
    return JdkMatrix.arguments(List.of(rows), List.of(OLD, NEW), full).stream()
        .map(arguments -> Arrays.toString(arguments.get()))
        .toList();
  }

  @Test
  void rowsTakeTheJdksInTurn() {
    assertThat(arguments(false, "1.0", "1.1", "2.0"))
        .containsExactly(row("1.0", OLD), row("1.1", NEW), row("2.0", OLD));
  }

  @Test
  void inFull_everyRowRunsOnEveryJdk() {
    assertThat(arguments(true, "1.0", "2.0"))
        .containsExactly(row("1.0", OLD), row("1.0", NEW), row("2.0", OLD), row("2.0", NEW));
  }

  @Test
  void aRowOfSeveralArguments_keepsThem() {
    assertThat(arguments(false, (Object) new String[] {"client", "1.0"}))
        .containsExactly("[client, 1.0, " + OLD + "]");
  }

  @Test
  void theOldestAndTheNewest_runAlways() {
    assertThat(JdkMatrix.oldestAndNewest(List.of("1.0", "1.1", "2.0", "2.1"), false))
        .containsExactly("1.0", "2.1");
    assertThat(JdkMatrix.oldestAndNewest(List.of("1.0"), false)).containsExactly("1.0");
    assertThat(JdkMatrix.oldestAndNewest(List.of("1.0", "1.1", "2.0"), true))
        .containsExactly("1.0", "1.1", "2.0");
  }

  @Test
  void theNewestOfEachLibrary_runsAlways() {
    List<String> rows = List.of("a-1.0", "a-2.0", "b-1.0");
    assertThat(JdkMatrix.newestOfEach(rows, row -> row.substring(0, 1), false))
        .containsExactly("a-2.0", "b-1.0");
    assertThat(JdkMatrix.newestOfEach(rows, row -> row.substring(0, 1), true))
        .containsExactlyElementsOf(rows);
  }

  @Test
  void anotherWord_isRefused() {
    assertThatThrownBy(() -> JdkMatrix.isFull("all"))
        .hasMessage("it.matrix is all, not turns or full");
  }

  private static String row(String version, Jdk jdk) {
    return "[" + version + ", " + jdk + "]";
  }
}
