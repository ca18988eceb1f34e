package dev.tachograph.agent.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.testing.ForkedJvm;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import io.prometheus.metrics.config.PrometheusProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What surrounds the agent is not meant for the library inside it. */
class ConfigurationOfTheLibraryTest {

  @Test
  void libraryHasItsDefaultsWhateverTheApplicationConfigures(@TempDir Path classes)
      throws Exception {
    Files.writeString(
        classes.resolve("prometheus.properties"),
        "io.prometheus.exporter.http_server.port=1\nio.prometheus.nonsense=1\n");
    ForkedJvm jvm =
        new ForkedJvm()
            .options("-Dio.prometheus.exporter.filter.metric_name_must_start_with=nothing")
            .options("-Dprometheus.config=" + classes.resolve("missing"))
            .classPath(classes);
    jvm.environment().put("IO_PROMETHEUS_BOGUS", "1");
    jvm.environment().put("IO_PROMETHEUS_EXPORTER_HTTP_SERVER_PORT", "9400");
    jvm.environment().put("PROMETHEUS_CONFIG", "/missing");

    assertThat(jvm.run(ScrapeOnce.class)).contains("task_poll_total{taskType=\"mail\"} 5.0");
  }

  /** In a JVM of its own. */
  static final class ScrapeOnce {
    private ScrapeOnce() {}

    public static void main(String[] args) throws Exception {
      if (PrometheusProperties.get().getExporterHttpServerProperties().getPort() != null) {
        throw new IllegalStateException("the application's port arrived");
      }
      MetricRegistry registry = ExampleRegistry.filled(Distribution.QUANTILES);
      try (Exporters exporters =
          Exporters.start(
              new ExporterOptions().http(new HttpOptions("127.0.0.1", 0, 1)),
              new CollectFailures(),
              () -> registry)) {
        System.out.println(ExportersTest.scrape(exporters));
      }
    }
  }
}
