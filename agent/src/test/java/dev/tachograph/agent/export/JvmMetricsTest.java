package dev.tachograph.agent.export;

import static dev.tachograph.agent.export.ExampleRegistry.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.testing.ForkedJvm;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class JvmMetricsTest {

  @Test
  void nothingIsRegisteredBeforeMainHasBegun() throws IOException {
    AtomicBoolean begun = new AtomicBoolean();
    JvmMetrics metrics = new JvmMetrics(new CollectFailures(), begun::get);

    assertThat(text(metrics.collect())).isEmpty();
    begun.set(true);
    assertThat(text(metrics.collect())).contains("jvm_threads_current ");
  }

  @Test
  void everyFamilyButNativeMemoryIsThere() throws IOException {
    assertThat(text(new JvmMetrics(new CollectFailures(), () -> true).collect()))
        .contains(
            "jvm_threads_current ",
            "jvm_buffer_pool_used_bytes{",
            "jvm_classes_currently_loaded ",
            "jvm_compilation_time_seconds_total ",
            "jvm_gc_collection_seconds_count{",
            "jvm_memory_used_bytes{",
            "jvm_memory_pool_used_bytes{",
            "jvm_runtime_info{",
            "process_cpu_seconds_total ",
            "process_start_time_seconds ")
        .doesNotContain("jvm_native_memory");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void processHasAllSixFamiliesOnLinux() throws IOException {
    assertThat(text(new JvmMetrics(new CollectFailures(), () -> true).collect()))
        .contains(
            "\nprocess_cpu_seconds_total ",
            "\nprocess_start_time_seconds ",
            "\nprocess_open_fds ",
            "\nprocess_max_fds ",
            "\nprocess_virtual_memory_bytes ",
            "\nprocess_resident_memory_bytes ");
  }

  @Test
  void onlyRequestedFamiliesAreCollected() throws IOException {
    JvmMetrics metrics = new JvmMetrics(new CollectFailures(), () -> true);

    assertThat(text(metrics.collect("jvm_threads_current"::equals)).lines())
        .hasSize(3)
        .last()
        .asString()
        .startsWith("jvm_threads_current ");
  }

  @Test
  void neitherLoggingNorThePlatformMBeanServerIsInitialised() throws Exception {
    String output =
        new ForkedJvm().options("-Xlog:class+init=info,class+load=info").run(ScrapeOnce.class);

    List<String> lines = output.lines().collect(Collectors.toList());
    assertThat(lines).contains("collected");
    assertThat(lines).noneMatch(line -> line.matches(".*Initializing 'java/util/logging/.*"));
    assertThat(lines).noneMatch(line -> line.contains("com.sun.jmx.mbeanserver.JmxMBeanServer "));
  }

  /** In a JVM of its own. */
  static final class ScrapeOnce {
    private ScrapeOnce() {}

    public static void main(String[] args) throws IOException {
      String text = text(new JvmMetrics(new CollectFailures(), new ApplicationMain()).collect());
      System.out.println(text.contains("process_cpu_seconds_total") ? "collected" : text);
    }
  }
}
