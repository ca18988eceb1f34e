package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RawClient;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What answers take of the application's heap, which shows where it ends. */
class EndpointMemoryIT {
  private static final int SERIES = 99_000;
  private static final int SCRAPERS = 24;
  private static final int NOT_READING = 30;
  private static final int ROUNDS = JdkMatrix.amount(8, 20);
  private static final int LOST = 0;

  private static JvmCommand heap(Jdk jdk, long megabytes, String... settings) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "workers.1.methods=com.acme.jobs.TightHeapApp#work", "workers.1.task-type={arg0}"));
    all.addAll(List.of(settings));
    return JvmCommand.on(jdk)
        .agent(all.toArray(new String[0]))
        .jvm("-Xmx" + megabytes + "m", "-Xmn16m");
  }

  /** A heap that ends at what lives in it and twice the text. */
  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#secondTurn")
  void aHundredThousandSeries_needNoMoreThanTwiceTheirText(Jdk jdk) {
    String[] settings = {"series.limit=100000", "http.answer-memory=200m", "metrics.jvm=false"};
    long live;
    long text;
    try (RunningJvm app = PlainApps.tightHeap(heap(jdk, 1000, settings), SERIES, 10, 0)) {
      String line = app.awaitStdout("> live ");
      live = Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
      text = Scrape.get(app.endpoint()).body().length();
      assertThat(text).isGreaterThan(50_000_000);
    }
    long megabytes = (live + 2 * text) >> 20;
    try (RunningJvm app = PlainApps.tightHeap(heap(jdk, megabytes, settings), SERIES, 10, 0)) {
      app.awaitStdout("> worked");
      for (int i = 0; i < JdkMatrix.amount(2, 3); i++) {
        HttpResponse<String> response = Scrape.get(app.endpoint());
        assertThat(response.statusCode()).as("in %s MB\n%s", megabytes, app).isEqualTo(200);
        assertThat(response.body().length()).isGreaterThan(50_000_000);
      }
      assertThat(app.stdout()).doesNotContain("> out of memory");
      assertThat(app.stderr()).allMatch(line -> line.startsWith("tachograph INFO "));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#firstTurn")
  void aSmallHeap_livesHoweverManyScrape(Jdk jdk) throws Exception {
    ExecutorService scrapers = Executors.newFixedThreadPool(SCRAPERS);
    List<RawClient> notReading = new ArrayList<>();
    try (RunningJvm app = PlainApps.tightHeap(heap(jdk, 64), 1000, 50, 16)) {
      app.awaitStdout("> worked");
      URI endpoint = app.endpoint();
      assertThat(Scrape.get(endpoint).body().length()).isGreaterThan(500_000);
      for (int i = 0; i < NOT_READING; i++) {
        RawClient client = new RawClient(endpoint.getPort(), 2048);
        notReading.add(client.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"));
      }
      List<Future<Map<Integer, Integer>>> futures = new ArrayList<>();
      for (int i = 0; i < SCRAPERS; i++) {
        String names = "?name[]=task_execute_time_seconds&name[]=other_" + i;
        URI own = endpoint.resolve("/metrics" + names.replace("[]", "%5B%5D"));
        futures.add(scrapers.submit(() -> scrapeOften(own)));
      }
      Map<Integer, Integer> statuses = new HashMap<>();
      for (Future<Map<Integer, Integer>> future : futures) {
        future.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
      }
      assertThat(statuses.keySet()).isSubsetOf(200, 503, LOST);
      assertThat(statuses).containsKey(200);
      Await.until(() -> "an answer\n" + app, () -> status(endpoint) == 200);
      assertThat(app.stdout()).doesNotContain("> out of memory");
      assertThat(app.stderr()).noneMatch(line -> line.contains("OutOfMemory"));
    } finally {
      scrapers.shutdownNow();
      for (RawClient client : notReading) {
        client.close();
      }
    }
  }

  /**
   * Who is slow to read, as anybody is on a machine at work, may lose an answer to another; but not
   * before it has begun, without a word.
   */
  private static int status(URI endpoint) {
    try {
      return Scrape.get(endpoint).statusCode();
    } catch (UncheckedIOException e) {
      assertThat(e.getCause()).message().doesNotContain("received no bytes");
      return LOST;
    }
  }

  /** Each asks for something of its own, so that nobody shares an answer. */
  private static Map<Integer, Integer> scrapeOften(URI endpoint) {
    Map<Integer, Integer> statuses = new HashMap<>();
    for (int i = 0; i < ROUNDS; i++) {
      statuses.merge(status(endpoint), 1, Integer::sum);
    }
    return statuses;
  }
}
