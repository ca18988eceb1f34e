package dev.tachograph.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArtifactsTest {
  private static final String CLIENT = "org.apache.httpcomponents:httpclient:4.3.6";

  @Test
  void classPath_hasWhatIsNeededAtRunTime() {
    assertThat(names(Artifacts.classPath(CLIENT)))
        .containsExactly(
            "httpclient-4.3.6.jar",
            "httpcore-4.3.3.jar",
            "commons-logging-1.1.3.jar",
            "commons-codec-1.6.jar");
  }

  @Test
  void classPath_leavesOutWhatIsExcluded() {
    assertThat(names(Artifacts.classPath(CLIENT, "-commons-logging:commons-logging")))
        .containsExactly("httpclient-4.3.6.jar", "httpcore-4.3.3.jar", "commons-codec-1.6.jar");
  }

  @Test
  void classPath_canHaveSomethingWithoutWhatItNeeds() {
    assertThat(names(Artifacts.classPath(CLIENT + "@jar", "commons-codec:commons-codec:1.6")))
        .containsExactly("httpclient-4.3.6.jar", "commons-codec-1.6.jar");
  }

  @Test
  void classPath_hasTheVersionThatIsNamedFirst() {
    assertThat(names(Artifacts.classPath("commons-codec:commons-codec:1.5", CLIENT)))
        .contains("commons-codec-1.5.jar")
        .doesNotContain("commons-codec-1.6.jar");
  }

  @Test
  void jars_comeAloneAndInOrder() {
    assertThat(names(Artifacts.jars(List.of("commons-codec:commons-codec:1.6", CLIENT))))
        .containsExactly("commons-codec-1.6.jar", "httpclient-4.3.6.jar");
    assertThat(Artifacts.jar(CLIENT)).isRegularFile();
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> String.valueOf(file.getFileName())).toList();
  }
}
