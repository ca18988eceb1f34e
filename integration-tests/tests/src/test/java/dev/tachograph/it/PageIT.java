package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tachograph.it.harness.Artifacts;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Browser;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.Picture;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.RunningJvm;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The live page in a real Chromium. With {@code -Ddocs.write=true} it also takes the pictures of
 * {@code docs/pictures}.
 */
class PageIT {
  private static final String AXE = "com.deque.html.axe-core:selenium:4.10.2";
  private static final String ROWS = "#panel .rows tbody tr";
  private static final String NAMES = "#panel .rows tbody .open";
  private static final String ESCAPE = "\ue00c";
  private static final String ENTER = "\ue007";
  private static final String RIGHT = "\ue014";

  private static Browser browser;

  @BeforeAll
  static void startBrowser() {
    browser = Browser.start();
  }

  @AfterAll
  static void endBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  /** A picture needs some history. */
  private static void settle() {
    if (Boolean.getBoolean("docs.write")) {
      Await.pause(45_000);
    }
  }

  private static RunningJvm app(Jdk jdk, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "workers.1.methods=com.acme.page.Steps#resize;com.acme.page.Steps#sendMail;"
                    + "com.acme.page.Steps#charge;com.acme.page.Steps#writeReport",
                "workers.1.task-type={method}",
                "workers.2.methods=com.acme.page.Steps#named",
                "workers.2.task-type={arg0}",
                "operations.1.methods=com.acme.page.Steps#plan",
                "operations.1.labels.task_type={arg0}"));
    if (Stream.of(settings).noneMatch(setting -> setting.startsWith("http.port="))) {
      all.add("http.port=0");
    }
    all.addAll(List.of(settings));
    Path file = Paths.newDirectory("page").resolve("agent.properties");
    try {
      Files.writeString(file, String.join("\n", all).replace(';', ','));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    RunningJvm app =
        JvmCommand.on(jdk)
            .agentArguments(file.toString())
            .start(Paths.apps(), "com.acme.page.PageApp");
    app.awaitStdout("> ready");
    return app;
  }

  private static void tell(RunningJvm app, String line) {
    app.type(line);
    app.awaitStdout("> done " + line);
  }

  private static void open(RunningJvm app, String tab) {
    browser.size(1180, 760);
    browser.theme("light");
    browser.open(app.endpoint().resolve("/#" + tab));
    browser.await("the first data", "document.querySelector('#state').className.includes('live')");
    browser.messages();
  }

  private static void awaitRows(String name) {
    browser.await(
        "a row " + name,
        "[...document.querySelectorAll('"
            + NAMES
            + "')].some(e => e.innerText.includes('"
            + name
            + "'))");
  }

  private static void choose(String tab) {
    browser.click("#tab-" + tab);
    browser.await("the tab", "document.querySelector('#tab-" + tab + "').ariaSelected === 'true'");
  }

  private static void hasNoErrors() {
    assertThat(browser.messages()).isEmpty();
  }

  private static void isAccessible(String where) {
    if (!browser.script("return typeof axe === 'object'").asBoolean()) {
      browser.script(axe());
    }
    JsonNode violations = browser.promised("axe.run().then(r => r.violations)");
    List<String> found = new ArrayList<>();
    for (JsonNode violation : violations) {
      found.add(violation.path("id").asText() + ": " + violation.at("/nodes/0/html").asText());
    }
    assertThat(found).as(where).isEmpty();
  }

  private static String axe() {
    try (JarFile jar = new JarFile(Artifacts.jar(AXE).toFile());
        InputStream in = jar.getInputStream(jar.getEntry("axe.min.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void picture(String name) {
    if (Boolean.getBoolean("docs.write")) {
      browser.script("document.activeElement.blur()");
      Picture.write(browser.screenshot(), Paths.inProject("docs/pictures").resolve(name + ".png"));
    }
  }

  @Test
  void itShowsWhatTheProcessDoes_onEveryTab() {
    Path textfiles = Paths.newDirectory("page-textfile");
    try (RunningJvm app =
        app(Jdks.newest(), "textfile.interval=1s", "textfile.directory=" + textfiles)) {
      tell(app, "blind");
      tell(app, "busy");
      open(app, "tasks");
      for (String task : List.of("charge", "resize", "sendMail", "writeReport")) {
        awaitRows(task);
      }
      // A rate needs two readings.
      browser.await(
          "a rate", "document.querySelector('" + ROWS + " td:nth-child(2)').innerText > '0'");
      browser.await("a failure", "document.querySelector('" + ROWS + "').innerText.includes('%')");

      // What fails is what hurts.
      assertThat(browser.texts(NAMES).get(0)).isEqualTo("charge");
      assertThat(browser.text(ROWS)).containsPattern("IllegalStateException\\s+(now|\\d+ s ago)");
      assertThat(browser.texts("#panel .rows thead th"))
          .contains("task type", "per s", "p50", "p95", "p99", "failed")
          .contains("last exception", "rate");
      assertThat(browser.texts("#panel .card dt")).contains("Failed", "Slowest p99");
      isAccessible("tasks");
      settle();
      browser.size(1180, 620);
      picture("tasks");

      browser.click("[data-column=name] button");
      assertThat(browser.texts(NAMES)).isSorted();
      browser.click("[data-column=name] button");
      assertThat(browser.texts(NAMES).get(0)).isEqualTo("writeReport");
      browser.click("[data-column=p99] button");
      assertThat(browser.script("return document.querySelector('[data-column=p99]').ariaSort"))
          .hasToString("\"descending\"");

      browser.press("/", "m", "a", "i", "l");
      browser.await("the filter", "document.querySelectorAll('" + ROWS + "').length === 1");
      assertThat(browser.texts(NAMES)).containsExactly("sendMail");
      assertThat(browser.text(".count")).isEqualTo("1 of 4");
      browser.press(ESCAPE);
      browser.await("all rows", "document.querySelectorAll('" + ROWS + "').length === 4");

      choose("executors");
      awaitRows("startWorking");
      isAccessible("executors");
      browser.press("3");
      awaitRows("GET 127.0.0.1");
      browser.await("both calls", "document.querySelectorAll('" + ROWS + "').length === 2");
      assertThat(browser.texts(NAMES)).anyMatch(name -> name.endsWith("/orders/{id}"));
      isAccessible("http");
      browser.press(RIGHT);
      awaitRows("plan");
      assertThat(browser.text(ROWS)).contains("task_type=mail");
      choose("jvm");
      browser.await("the heap", "document.querySelector('#panel').innerText.includes('Heap')");
      isAccessible("jvm");
      choose("agent");
      browser.await(
          "settings", "document.querySelector('#panel').innerText.includes('page.history')");
      browser.await(
          "the outlet", "document.querySelector('#panel').innerText.includes('last write')");
      assertThat(browser.text("#panel"))
          .contains("com.acme.page.Steps#charge", "com.acme.page.Steps is left as it is")
          .containsPattern("endpoint\\s+port \\d+")
          .containsPattern("textfile\\s+last write\\s+(now|\\d+ s ago)")
          .containsPattern("textfile.interval\\s+1s\\s+file \\S*agent.properties line")
          .containsPattern("page.history\\s+10m\\s+default");
      isAccessible("agent");
      browser.size(360, 720);
      for (String tab : List.of("tasks", "executors", "http", "operations", "jvm", "agent")) {
        choose(tab);
        assertThat(
                browser
                    .script("return document.documentElement.scrollWidth <= window.innerWidth")
                    .asBoolean())
            .as("no need to scroll sideways on " + tab)
            .isTrue();
      }
      hasNoErrors();
    }
  }

  @Test
  void aRow_opens_withHistory_promql_andAlerts() {
    // A picture has the default, which takes long to fill.
    int window = Boolean.getBoolean("docs.write") ? 1000 : 12;
    try (RunningJvm app = app(Jdks.newest(), "window.size=" + window)) {
      tell(app, "busy");
      open(app, "tasks");
      awaitRows("charge");
      browser.await("a failure", "document.querySelector('" + ROWS + "').innerText.includes('%')");
      settle();
      browser.script("document.querySelector('" + NAMES + "').focus()");
      browser.press(ENTER);
      browser.await("the dialog", "document.querySelector('dialog').open");
      browser.await("a line", "document.querySelectorAll('dialog .chart path.stroke').length >= 4");

      browser.await(
          "a full window",
          "/The latest (12|\\d{3}) durations/.test(document.querySelector('dialog').innerText)");

      assertThat(browser.text("dialog"))
          .contains("p99", "FAILURE", "99 of 100", "Drawn from quantiles")
          .contains("task_execute_time_seconds{taskType=\"charge\", status=\"SUCCESS\"")
          .contains("TachographTaskFailuresFast", "docs/runbooks/TachographTaskSlow.md");
      assertThat(browser.texts("dialog .copy")).hasSizeGreaterThan(3).allMatch("Copy"::equals);
      browser.click("dialog .copy");
      browser.await("copied", "document.querySelector('dialog .copy').innerText !== 'Copy'");
      browser.theme("dark");
      isAccessible("the dialog, dark");
      picture("detail");
      browser.press(ESCAPE);
      browser.await("closed", "!document.querySelector('dialog').open");
      isAccessible("tasks, dark");

      browser.click("#scrape");
      assertThat(browser.text("dialog[open] pre"))
          .contains("scrape_configs:", "127.0.0.1:" + app.endpoint().getPort());
      browser.click("dialog[open] .copy");
      browser.await("copied", "document.querySelector('dialog[open] .copy').innerText !== 'Copy'");
      browser.press(ESCAPE);

      browser.press("p");
      browser.await("paused", "document.querySelector('#state').innerText === 'paused'");
      browser.press("p");
      browser.await("live", "document.querySelector('#state').innerText === 'live'");

      browser.size(360, 720);
      browser.theme("light");
      assertThat(
              browser
                  .script("return document.documentElement.scrollWidth <= window.innerWidth")
                  .asBoolean())
          .as("no need to scroll sideways")
          .isTrue();
      isAccessible("at 360 px");
      picture("narrow");
      hasNoErrors();
    }
  }

  /** A tab that is opened later, and with a histogram. */
  @Test
  void aFreshTab_hasTheHistoryOfTheOneBefore() {
    try (RunningJvm app = app(Jdks.oldest(), "timers.distribution=histogram")) {
      tell(app, "busy");
      open(app, "tasks");
      awaitRows("charge");
      browser.await(
          "two readings", "document.querySelector('" + ROWS + " td:nth-child(2)').innerText > '0'");
      browser.open(URI.create("about:blank"));
      open(app, "tasks");

      // At once: nothing has come since.
      assertThat(
              browser
                  .script("return document.querySelector('" + ROWS + " td:nth-child(2)').innerText")
                  .asText())
          .isNotEqualTo("0")
          .isNotEqualTo("–");
      browser.click(NAMES);
      assertThat(browser.text("dialog")).contains("histogram_quantile(0.99", "_bucket{", "up to");
      hasNoErrors();
    }
  }

  @Test
  void nothingToShow_saysWhatIsWaitedFor_andALostConnectionComesBack() {
    int port = Ports.free();
    try (RunningJvm app =
        app(Jdks.newest(), "http.port=" + port, "workers.3.methods=com.acme.Nobody#run")) {
      open(app, "tasks");
      browser.await("the empty state", "document.querySelector('.empty')");
      assertThat(browser.text("#panel"))
          .contains("No task seen yet", "workers.methods", "com.acme.Nobody#run");
      isAccessible("nothing to show");
      app.kill();
    }
    browser.await("lost", "document.querySelector('#state').className.includes('lost')");
    browser.messages();
    try (RunningJvm app = app(Jdks.newest(), "http.port=" + port, "series.limit=30")) {
      tell(app, "busy");
      awaitRows("charge");
      browser.await("live", "document.querySelector('#state').className.includes('live')");
      tell(app, "many 60");
      choose("agent");
      browser.await(
          "what was folded",
          "/task_execute_time_seconds\\s+31\\s+\\d+/.test("
              + "document.querySelector('#panel').innerText)");
    }
  }

  /** Waiting for minutes to pass would show the same. */
  @Test
  void theWindow_isThatOfRatesAndShares() {
    try (RunningJvm app = app(Jdks.newest())) {
      open(app, "tasks");
      assertThat(browser.texts("#window option"))
          .containsExactly("30 s", "1 min", "5 min", "all there is");
      JsonNode rates =
          browser.promised(
              "Promise.all([import('/page/store.js'), import('/page/views.js')]).then(([s, v]) => {"
                  + "const store = new s.Store();"
                  + "store.accept({id: 'x', interval: 2000, keep: 600000, omitted: 0,"
                  + " families: [['task_execute_time_seconds', 'summary', '', [0.99]]],"
                  + " series: [[0, 'status', 'SUCCESS', 'taskType', 'a'],"
                  + " [0, 'status', 'FAILURE', 'taskType', 'a']],"
                  + " base: [0, 0, [0, 0], 1, [0, 0]],"
                  + " samples: [[1, 240000, 0, [240, 1, 1], 1, [80, 1, 1]], [2, 300000]]});"
                  + "return [30000, 300000].map(w => v.rowsOf(v.VIEWS.tasks, store, w)[0])"
                  + ".map(row => [row.rate, row.failed]); })");
      assertThat(rates).hasToString("[[0,null],[" + 320 / 300.0 + ",0.25]]");
      hasNoErrors();
    }
  }

  @Test
  void hostileNames_areText_andTenThousandOfThemAreUsable() {
    try (RunningJvm app = app(Jdks.newest(), "series.limit=20000")) {
      tell(app, "hostile");
      open(app, "tasks");
      awaitRows("<script>");
      assertThat(browser.texts(NAMES))
          .anyMatch(name -> name.startsWith("<script>document.title"))
          .anyMatch(name -> name.startsWith("quote\" brace} back\\slash"))
          .anyMatch(name -> name.startsWith("xxxx") && name.length() < 400);
      assertThat(browser.script("return document.title").asText()).isEqualTo("Tachograph");
      assertThat(browser.script("return document.querySelectorAll('#panel img').length").asInt())
          .isZero();
      assertThat(browser.script("return document.querySelectorAll('#panel bdi').length").asInt())
          .isGreaterThan(4);
      browser.script(
          "[...document.querySelectorAll('"
              + NAMES
              + "')].find(e => e.innerText.startsWith('quote')).click()");
      assertThat(browser.text("dialog"))
          .contains("taskType=\"quote\\\" brace} back\\\\slash\\nline\"");
      browser.press(ESCAPE);

      tell(app, "many 10000");
      browser.await("many", "document.querySelector('.more')?.innerText.includes('9')");
      browser.press("/", "t", "y", "p", "e", "-", "9", "8", "7", "6");
      browser.await("the filter", "document.querySelectorAll('" + ROWS + "').length === 1");
      assertThat(browser.texts(NAMES)).containsExactly("type-9876");
      hasNoErrors();
    }
  }

  @Test
  void thePage_isGoneFromTheProcess_whenNobodyLooksForLong() {
    try (RunningJvm app = app(Jdks.newest(), "page.history=10s")) {
      open(app, "tasks");
      browser.open(URI.create("about:blank"));
      AtomicInteger asked = new AtomicInteger();
      Await.until(
          () -> "the end of the recording\n" + app,
          () -> {
            String line = "threads " + asked.incrementAndGet();
            tell(app, line);
            return !app.stdout().contains("> " + line + " tachograph-page");
          });
      assertThat(asked.get()).isGreaterThan(1);
    }
  }
}
