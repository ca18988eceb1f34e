package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Demo;
import org.junit.jupiter.api.Test;

/** The script that shows an example. */
class DemoIT {
  @Test
  void spring_showsTheTasksOfFourFrameworks() {
    try (Demo demo = Demo.start("--spring")) {
      assertThat(demo.await("orders", "Customers.order", "Mail.confirm", "reports.sales"))
          .contains("A Spring Boot application is running, unchanged, with the agent.")
          .containsPattern("(?m)^reports\\.sales +[0-9.]+ ")
          .doesNotContain("demo: ", "tachograph WARN", "tachograph ERROR");
    }
  }
}
