package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Carbon;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.VictoriaMetrics;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a real carbon and a real VictoriaMetrics receive. */
class GraphiteIT {
  private static final String COUNT = "task_execute_time_seconds_count";

  private static JvmCommand sending(Jdk jdk, int port, String... settings) {
    return JvmCommand.on(jdk)
        .agentArguments(
            "http.enabled=false,graphite.host=127.0.0.1,graphite.interval=10m,graphite.port="
                + port
                + ",workers.methods=com.acme.jobs.Jobs#work,"
                + String.join(",", settings));
  }

  private static void run(JvmCommand command) {
    // It may be over before the agent has started its outlets.
    try (RunningJvm app = PlainApps.jobs(command, "fast*7", "exit=3")) {
      ExitedJvm exited = app.awaitExit();
      assertThat(exited.exitCode()).isEqualTo(3);
      assertThat(exited.stderr())
          .hasSize(1)
          .allMatch(line -> line.startsWith("tachograph INFO metrics to Graphite at 127.0.0.1:"));
    }
  }

  @Test
  void carbon_storesWhatWasSent_byEachProtocol() {
    List<Jdk> jdks = List.of(Jdks.oldest(), Jdks.newest());
    try (Carbon carbon = Carbon.start()) {
      for (String protocol : List.of("tcp", "udp", "pickle")) {
        Jdk jdk = jdks.get(protocol.length() % 2);
        int port = protocol.equals("pickle") ? carbon.picklePort() : carbon.linePort();
        run(
            sending(
                jdk,
                port,
                "graphite.protocol=" + protocol,
                "graphite.prefix=prod." + protocol,
                "metrics.jvm=false"));
        carbon.awaitValue("prod." + protocol + "." + COUNT + ".status.SUCCESS.taskType.Jobs", 7);
        carbon.awaitValue(
            "prod." + protocol + ".tachograph_export_failures_total.outlet.graphite", 0);
      }
    }
  }

  @Test
  void victoriaMetrics_storesTags() {
    try (VictoriaMetrics victoria = VictoriaMetrics.start()) {
      run(sending(Jdks.newest(), victoria.graphitePort(), "graphite.tags=true"));
      Await.until(
          () -> COUNT + "\n" + victoria,
          () -> victoria.query(COUNT + "{taskType='Jobs',status='SUCCESS'}").equals(List.of(7.0)));
      // It makes lines that came together searchable one after the other.
      String memory = "count(jvm_memory_used_bytes) > 1";
      Await.until(() -> memory + "\n" + victoria, () -> !victoria.query(memory).isEmpty());
    }
  }
}
