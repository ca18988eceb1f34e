package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RawClient;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Who may see the live page, and what is there of it before somebody looks. */
class PageAccessIT {
  private static final List<String> PATHS =
      List.of("/", "/page/main.js", "/page/data.json", "/page/agent.json");

  private static HttpResponse<String> get(RunningJvm app, String path, String... headers) {
    return Scrape.get(app.endpoint().resolve(path), headers);
  }

  @Test
  void beforeTheFirstVisit_nothingOfItIsLoaded() throws IOException {
    Path log = Paths.newDirectory("page-classes").resolve("log.txt");
    JvmCommand command =
        JvmCommand.on(Jdks.newest()).agent().jvm("-Xlog:class+load:file=" + log + ":none");
    try (RunningJvm app = PlainApps.jobs(command, "wait")) {
      assertThat(app.scrape().hasFamily("tachograph_build_info")).isTrue();
      assertThat(get(app, "/status.json").statusCode()).isEqualTo(200);
      assertThat(Files.readString(log))
          .doesNotContain("agent.export.page")
          .doesNotContain("PageKeys");

      assertThat(get(app, "/page/data.json").statusCode()).isEqualTo(200);
      assertThat(Files.readString(log)).contains("agent.export.page.Recorder");
      app.kill();
    }
  }

  @Test
  void switchedOff_itIsNotThere() {
    try (RunningJvm app =
        PlainApps.jobs(JvmCommand.on(Jdks.newest()).agent("page.enabled=false"), "wait")) {
      for (String path : PATHS) {
        assertThat(get(app, path).statusCode()).as(path).isEqualTo(404);
      }
      assertThat(app.scrape().hasFamily("tachograph_build_info")).isTrue();
      app.kill();
    }
  }

  @Test
  void onlyWhoMayReadTheMetrics_maySeeIt_andNoSecretIsInIt() throws IOException {
    Path password = Paths.newDirectory("page").resolve("password");
    Files.writeString(password, "sesame");
    try (RunningJvm app =
        PlainApps.jobs(
            JvmCommand.on(Jdks.newest())
                .agent("http.auth.basic.user=prom", "http.auth.basic.password-file=" + password),
            "wait")) {
      String credentials =
          Base64.getEncoder().encodeToString("prom:sesame".getBytes(StandardCharsets.UTF_8));
      for (String path : PATHS) {
        assertThat(get(app, path).statusCode()).as(path).isEqualTo(401);
        HttpResponse<String> allowed = get(app, path, "Authorization", "Basic " + credentials);
        assertThat(allowed.statusCode()).as(path).isEqualTo(200);
        assertThat(allowed.body()).doesNotContain("sesame").doesNotContain(password.toString());
      }
      app.kill();
    }
  }

  @Test
  void moreThanThereIsRoomFor_isAnsweredBy503_andGzipMakesRoom() {
    try (RunningJvm app =
        JvmCommand.on(Jdks.newest())
            .agent(
                "http.answer-memory=128k",
                "workers.1.methods=com.acme.page.Steps#named",
                "workers.1.task-type={arg0}")
            .start(Paths.apps(), "com.acme.page.PageApp")) {
      app.type("many 900");
      app.awaitStdout("> done many 900");

      assertThat(get(app, "/page/data.json", "Accept-Encoding", "gzip").statusCode())
          .isEqualTo(200);
      HttpResponse<String> whole = get(app, "/page/data.json");
      assertThat(whole.statusCode()).isEqualTo(503);
      assertThat(whole.headers().firstValue("Retry-After")).isPresent();
      assertThat(get(app, "/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anotherSite_cannotReadIt() throws IOException {
    try (RunningJvm app = PlainApps.jobs(JvmCommand.on(Jdks.newest()).agent(), "wait")) {
      for (String path : PATHS) {
        HttpResponse<String> answer = get(app, path, "Origin", "http://evil.example");
        assertThat(answer.headers().map().keySet())
            .as(path)
            .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"));
        assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
            .as(path)
            .hasValue("same-origin");
      }
      try (RawClient client = new RawClient(app.endpoint().getPort())) {
        client.send(
            "GET /page/data.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assertThat(client.toEnd()).startsWith("HTTP/1.1 403");
      }
      app.kill();
    }
  }
}
