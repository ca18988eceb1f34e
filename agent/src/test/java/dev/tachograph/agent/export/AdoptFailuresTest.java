package dev.tachograph.agent.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.testing.CapturedLog;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdoptFailuresTest {
  private final AdoptFailures failures = new AdoptFailures();

  @Test
  void whatEveryLibraryHas_isNoWarning_andIsNamedOnce() {
    try (CapturedLog log = new CapturedLog()) {
      failures.clash(List.of("jvm_threads_live_threads", "process_uptime_seconds"));
      failures.clash(List.of("jvm_threads_live_threads"));
      assertThat(log.linesWith("served once"))
          .singleElement()
          .asString()
          .startsWith("tachograph INFO ")
          .endsWith("application: jvm_threads_live_threads, process_uptime_seconds");
    }
  }

  @Test
  void anyOther_isAWarning() {
    try (CapturedLog log = new CapturedLog()) {
      failures.clash(List.of("jvm_threads_live_threads", "orders_total"));
      assertThat(log.linesWith("served once"))
          .singleElement()
          .asString()
          .startsWith("tachograph WARN ");
    }
  }
}
