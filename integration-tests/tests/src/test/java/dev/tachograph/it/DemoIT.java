package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Demo;
import org.junit.jupiter.api.Test;

/** The script that shows an example, and ends by itself. */
class DemoIT {
  @Test
  void spring_showsTheTasksOfFourFrameworks() {
    assertThat(Demo.run("--spring", "--seconds", "8"))
        .contains("A Spring Boot application is running, unchanged, with the agent.\n")
        .containsPattern("(?m)^orders +[0-9.]+ ")
        .containsPattern("(?m)^Customers\\.order +[0-9.]+ ")
        .containsPattern("(?m)^Mail\\.confirm +[0-9.]+ ")
        .containsPattern("(?m)^reports\\.sales +[0-9.]+ ")
        .doesNotContain("demo: ", "tachograph WARN", "tachograph ERROR");
  }
}
