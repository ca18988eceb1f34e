package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.HttpTestServer;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.OsgiBundle;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.RunningJvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Karaf, on either of its frameworks, started with nothing but the agent. A bundle is dropped into
 * its folder.
 */
class KarafIT {
  private static final String DISTRIBUTION = "org.apache.karaf:apache-karaf:zip:4.4.10";
  private static final String RULE = "workers.methods=com.acme.osgi.bundle.Jobs#*";

  private static Path prepared(String framework) throws IOException {
    Path home = EnterpriseScenario.unpacked(DISTRIBUTION, "/examples/");
    replace(home.resolve("etc/org.apache.karaf.management.cfg"), "1099", Ports.free());
    replace(home.resolve("etc/org.apache.karaf.management.cfg"), "44444", Ports.free());
    replace(home.resolve("etc/org.apache.karaf.shell.cfg"), "8101", Ports.free());
    Files.writeString(
        home.resolve("etc/custom.properties"), "\nkaraf.framework=" + framework + '\n');
    OsgiBundle.write(home.resolve("deploy/acme.jar"));
    return home;
  }

  private static void replace(Path file, String port, int free) throws IOException {
    String text = Files.readString(file);
    String changed = text.replace(" = " + port, " = " + free);
    assertThat(changed).isNotEqualTo(text);
    Files.writeString(file, changed);
  }

  /** What the server's own script has the JVM open and replace. */
  private static List<String> options(Path home) throws IOException {
    List<String> options = new ArrayList<>();
    for (String line : Files.readAllLines(home.resolve("bin/karaf"))) {
      String option = line.trim().replace("\"", "").replace("${KARAF_HOME}", home.toString());
      if (option.startsWith("--") && option.endsWith(" \\")) {
        options.addAll(List.of(option.substring(0, option.length() - 2).split(" ")));
      }
    }
    assertThat(options).isNotEmpty();
    return options;
  }

  private static RunningJvm start(JvmCommand command, Path home, String server) throws IOException {
    List<String> options = options(home);
    for (String folder : List.of("home", "base")) {
      options.add("-Dkaraf." + folder + '=' + home);
    }
    for (String folder : List.of("data", "etc", "instances")) {
      options.add("-Dkaraf." + folder + '=' + home.resolve(folder));
    }
    options.add("-Dkaraf.log=" + home.resolve("data/log"));
    options.add("-Dkaraf.startLocalConsole=false");
    options.add("-Dacme.server=" + server);
    String classPath =
        Stream.of("lib/boot", "lib/jdk9plus")
            .flatMap(folder -> Stream.of(home.resolve(folder).toFile().listFiles()))
            .map(File::getPath)
            .collect(Collectors.joining(File.pathSeparator));
    return command
        .directory(home)
        .jvm(options.toArray(new String[0]))
        .start(classPath, "org.apache.karaf.main.Main");
  }

  /**
   * With the full matrix only: its archive has 40 MB. On JDK 24 and later, the administration of
   * events that it brings along does not work.
   */
  static Stream<Arguments> frameworks() {
    List<Jdk> jdks = Jdks.all().stream().filter(jdk -> jdk.feature() < 24).toList();
    return JdkMatrix.ifFull(() -> JdkMatrix.of(Stream.of("felix", "equinox"), jdks));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("frameworks")
  void aBundleIsMeasured_andDoesWhatItDid(String framework, Jdk jdk) throws IOException {
    Path home = prepared(framework);
    try (HttpTestServer server = HttpTestServer.start();
        RunningJvm karaf = start(JvmCommand.on(jdk).agent(RULE), home, server.url("/echo"))) {
      Await.until(() -> "the bundle's end\n" + karaf, () -> says(karaf, "> tasks"));
      assertThat(karaf.stdout()).contains("> echoed 5", "> tasks 7");
      assertThat(server.requestsFor("/echo/orders")).isEqualTo(5);

      OsgiIT.expectMeasured(karaf.scrape());

      ProcessHandle.of(karaf.pid()).orElseThrow().destroy();
      ExitedJvm exited = karaf.awaitExit();
      assertThat(exited.stderr())
          .noneMatch(line -> line.contains("NoClassDefFoundError"))
          .noneMatch(line -> line.startsWith("tachograph WARN"))
          .noneMatch(line -> line.startsWith("tachograph ERROR"));
      assertThat(home.resolve("data/log/karaf.log"))
          .content()
          .doesNotContain("NoClassDefFoundError");
    }
  }

  private static boolean says(RunningJvm karaf, String start) {
    return !karaf.isAlive() || karaf.stdout().stream().anyMatch(line -> line.startsWith(start));
  }
}
