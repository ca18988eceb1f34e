package dev.tachograph.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.export.mount.MountOptions;
import dev.tachograph.agent.export.testing.CapturedLog;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredOutletsTest {
  private static @Nullable MountOptions mount(Path token) {
    Properties properties = new Properties();
    properties.setProperty("tachograph.http.mount", "/metrics");
    properties.setProperty("tachograph.http.mount.bearer-file", token.toString());
    AgentConfig config = AgentConfig.load(null, Map.of(), properties);
    assertThat(config.problems()).isEmpty();
    Instrumentation unused =
        (Instrumentation)
            Proxy.newProxyInstance(
                ConfiguredOutletsTest.class.getClassLoader(),
                new Class<?>[] {Instrumentation.class},
                (proxy, method, arguments) -> {
                  throw new UnsupportedOperationException(method.getName());
                });
    return ConfiguredOutlets.mount("/metrics", config, unused);
  }

  @Test
  void aTokenFileThatIsEmpty_orMissing_isRefused(@TempDir Path directory) throws IOException {
    assertThat(mount(Files.writeString(directory.resolve("token"), "secret"))).isNotNull();
    try (CapturedLog log = new CapturedLog()) {
      assertThat(mount(Files.createFile(directory.resolve("empty")))).isNull();
      assertThat(mount(directory.resolve("missing"))).isNull();
      assertThat(log.linesWith("tachograph ERROR there is no http.mount")).hasSize(2);
    }
  }
}
