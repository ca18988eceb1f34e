package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.Pushgateway;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import dev.tachograph.it.harness.VictoriaMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All targets of all outlets are missing at the start, and come later. */
class OutletFaultsIT {
  private static final List<String> OUTLETS = List.of("discovery", "graphite", "push", "textfile");

  private static long lines(RunningJvm app, String level) {
    return app.stderr().stream()
        .filter(line -> line.startsWith("tachograph " + level + " "))
        .count();
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#secondTurn")
  void theApplicationNoticesNothing_eachFailureIsCounted_andEachOutletRecovers(Jdk jdk)
      throws IOException {
    Path later = Paths.newDirectory("outlets").resolve("later");
    int gatewayPort = Ports.free();
    int graphitePort = Ports.free();
    JvmCommand command =
        JvmCommand.on(jdk)
            .agent(
                "push.url=http://127.0.0.1:" + gatewayPort,
                "push.job=j",
                "push.interval=100ms",
                "graphite.host=127.0.0.1",
                "graphite.port=" + graphitePort,
                "graphite.interval=100ms",
                "textfile.directory=" + later,
                "textfile.interval=100ms",
                "discovery.directory=" + later);
    try (RunningJvm app = PlainApps.jobs(command, "wait", "exit=3")) {
      Await.until(() -> "four warnings\n" + app, () -> lines(app, "WARN") == OUTLETS.size());
      Scrape scrape = app.scrape();
      for (String outlet : OUTLETS) {
        assertThat(scrape.value("tachograph_export_failures_total", "outlet", outlet))
            .as(outlet)
            .isPositive();
      }

      Files.createDirectory(later);
      try (Pushgateway gateway = Pushgateway.on(gatewayPort);
          VictoriaMetrics again = VictoriaMetrics.start(graphitePort)) {
        // One of them is the endpoint's.
        Await.until(
            () -> "four successes\n" + app + gateway.log() + again,
            () -> lines(app, "INFO") == 1 + OUTLETS.size());
        ExitedJvm exited = PlainApps.finish(app);
        assertThat(exited.exitCode()).isEqualTo(3);
        assertThat(exited.stdout()).containsExactly("> waiting");
        assertThat(exited.stderr()).hasSize(1 + 2 * OUTLETS.size());
        assertThat(gateway.scrape().samples("tachograph_build_info", "job", "j")).hasSize(1);
      }
      assertThat(Files.exists(later.resolve("conductor_metrics.prom"))).isTrue();
    }
  }
}
