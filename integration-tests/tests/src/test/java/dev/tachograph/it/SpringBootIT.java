package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Scrape;
import dev.tachograph.it.harness.StubConductor;
import dev.tachograph.it.harness.WorkerApp;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Workers whose classes lie in jars within a jar, and are loaded by a class loader of its own. */
class SpringBootIT {
  private static final List<String> TYPES = List.of("boot_plain", "boot_flaky", "t_annotated");

  static List<Jdk> jdks() {
    Jdks.atLeast(17);
    return Jdks.all().stream().filter(jdk -> jdk.feature() >= 17).toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void workersInAFatJar_areMeasured(Jdk jdk) {
    JvmCommand command =
        JvmCommand.on(jdk).agent("workers.methods=com.acme.conductor.AnnotatedWorkers#doubled");
    try (StubConductor stub = new StubConductor();
        WorkerApp app = WorkerApp.startSpringBoot(command, stub.url())) {
      TYPES.forEach(type -> stub.enqueue(type, 10));
      app.obey("work boot_plain boot_flaky");
      app.obey("work-annotated");
      for (String type : TYPES) {
        Await.until(
            () -> "10 " + type + "\n" + app.jvm(), () -> stub.finished(type, "COMPLETED") == 10);
      }
      app.obey("rest");
      stub.awaitIdle();
      // The last poll ends when nobody waits for it any more.
      for (String type : TYPES) {
        Await.until(
            () -> polls(stub, type) + " polls\n" + app.jvm(),
            () -> polls(app.jvm().scrape(), type) == polls(stub, type));
      }
      WorkerApp.Tally tally = app.tally();
      Scrape scrape = app.jvm().scrape();
      for (String type : TYPES) {
        assertThat(scrape.count("task_execute_time_seconds_count", "taskType", type))
            .as(type)
            .isEqualTo(tally.get("executed." + type));
      }
      assertThat(scrape.count("task_execute_error_total", "taskType", "boot_flaky"))
          .isPositive()
          .isEqualTo(tally.get("thrown.boot_flaky"));
      assertThat(scrape.count("task_execute_time_seconds_count", "taskType", "AnnotatedWorkers"))
          .isEqualTo(10);
      assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
      ExitedJvm exited = app.exit();
      assertThat(exited.exitCode()).isZero();
      assertThat(exited.stderr()).allMatch(line -> line.startsWith("tachograph "));
    }
  }

  private static long polls(StubConductor stub, String type) {
    return stub.requests().stream().filter(request -> request.isPoll(type)).count();
  }

  private static long polls(Scrape scrape, String type) {
    return scrape.count("task_poll_total", "taskType", type);
  }
}
