package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.Prometheus;
import dev.tachograph.it.harness.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A real Prometheus reads endpoints that let in only some. */
class EndpointAccessIT {
  private static final String PASSWORD = "correct-horse-battery";

  private final Path directory = Paths.newDirectory("access");

  private Path file(String name) {
    return directory.resolve(name);
  }

  private void openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }

  /** As docs/operating.md has it. */
  private void makeCertificates() throws IOException, InterruptedException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
    Files.writeString(file("san"), "subjectAltName=IP:127.0.0.1\n");
    openssl(
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "30",
        "-subj",
        "/CN=test-ca",
        "-keyout",
        "ca.key",
        "-out",
        "ca.crt");
    for (String name : List.of("server", "client")) {
      openssl(
          "req",
          "-newkey",
          "rsa:2048",
          "-nodes",
          "-subj",
          "/CN=" + name,
          "-keyout",
          name + ".key",
          "-out",
          name + ".csr");
      openssl(
          "x509",
          "-req",
          "-in",
          name + ".csr",
          "-CA",
          "ca.crt",
          "-CAkey",
          "ca.key",
          "-CAcreateserial",
          "-days",
          "30",
          "-extfile",
          "san",
          "-out",
          name + ".crt");
    }
    openssl(
        "x509",
        "-req",
        "-in",
        "client.csr",
        "-CA",
        "ca.crt",
        "-CAkey",
        "ca.key",
        "-days",
        "-1",
        "-out",
        "expired.crt");
  }

  private static String job(String name, RunningJvm app, String settings) {
    return "- job_name: "
        + name
        + "\n"
        + "  scheme: "
        + app.endpoint().getScheme()
        + "\n"
        + settings
        + "  static_configs: [{targets: ['127.0.0.1:"
        + app.endpoint().getPort()
        + "']}]\n";
  }

  private String basic(String password) {
    return "  basic_auth: {username: prom, password: " + password + "}\n";
  }

  private String tls(String certificate) {
    return "  tls_config: {ca_file: "
        + file("ca.crt")
        + (certificate.isEmpty()
            ? ""
            : ", cert_file: " + file(certificate) + ", key_file: " + file("client.key"))
        + "}\n";
  }

  private String[] served(String... more) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "http.tls.certificate=" + file("server.crt"),
                "http.tls.key=" + file("server.key")));
    settings.addAll(List.of(more));
    return settings.toArray(new String[0]);
  }

  @Test
  void prometheus_getsThroughWithTheRightCredentialsAndOnlyWithThem() throws Exception {
    makeCertificates();
    Files.writeString(file("password"), PASSWORD + "\n");
    Files.writeString(file("token"), "a-long-token");
    try (RunningJvm plain =
            PlainApps.ticking(
                JvmCommand.on(Jdks.oldest())
                    .agent(
                        "http.auth.basic.user=prom",
                        "http.auth.basic.password-file=" + file("password")));
        RunningJvm basic =
            PlainApps.ticking(
                JvmCommand.on(Jdks.newest())
                    .agent(
                        served(
                            "http.auth.basic.user=prom",
                            "http.auth.basic.password-file=" + file("password"))));
        RunningJvm mutual =
            PlainApps.ticking(
                JvmCommand.on(Jdks.oldest())
                    .agent(
                        served(
                            "http.tls.client-ca=" + file("ca.crt"),
                            "http.auth.bearer-file=" + file("token"))));
        Prometheus prometheus =
            Prometheus.with(
                job("basic-over-http", plain, basic(PASSWORD))
                    + job("basic-over-https", basic, basic(PASSWORD) + tls(""))
                    + job(
                        "mutual-and-bearer",
                        mutual,
                        "  authorization: {credentials_file: "
                            + file("token")
                            + "}\n"
                            + tls("client.crt"))
                    + job("wrong-password", basic, basic("wrong") + tls(""))
                    + job("no-credentials", plain, "")
                    + job("no-certificate", mutual, tls(""))
                    + job("expired-certificate", mutual, tls("expired.crt"))
                    + job(
                        "wrong-token",
                        mutual,
                        "  authorization: {credentials: wrong}\n" + tls("client.crt")))) {
      for (String up : List.of("basic-over-http", "basic-over-https", "mutual-and-bearer")) {
        // Together: a later scrape that takes too long would leave nothing to query.
        Await.until(
            () -> up + ": " + prometheus.scrapeErrors(),
            () ->
                prometheus.health(up).equals("up")
                    && !prometheus.query("tachograph_build_info{job='" + up + "'}").isEmpty());
      }
      for (String down :
          List.of(
              "wrong-password",
              "no-credentials",
              "no-certificate",
              "expired-certificate",
              "wrong-token")) {
        Await.until(() -> down, () -> prometheus.health(down).equals("down"));
      }
      for (RunningJvm app : List.of(plain, basic, mutual)) {
        // A scrape can also fail because it takes too long.
        app.awaitStderrWith("answered by 401");
      }
      mutual.awaitStderrWith("by TLS");
      prometheus.awaitAttempts(3);
      for (RunningJvm app : List.of(plain, basic, mutual)) {
        assertThat(app.stderr().stream().filter(line -> line.contains("answered by 401")))
            .hasSize(1);
        assertThat(app.stderr())
            .noneMatch(line -> line.contains(PASSWORD) || line.contains("a-long-token"));
      }
      assertThat(mutual.stderr().stream().filter(line -> line.contains("by TLS")))
          .isNotEmpty()
          .doesNotHaveDuplicates();
    }
  }
}
