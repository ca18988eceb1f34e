package dev.tachograph.examples.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TablesTest {
  private static final Scrape EARLIER =
      scrape(
          0,
          """
          task_execute_time_seconds_count{taskType="mail",status="SUCCESS"} 80
          task_execute_time_seconds_count{taskType="mail",status="FAILURE"} 5
          """);
  private static final String NOW =
      """
      task_execute_time_seconds{taskType="mail",status="SUCCESS",quantile="0.5"} 0.0123
      task_execute_time_seconds{taskType="mail",status="SUCCESS",quantile="0.95"} 0.2
      task_execute_time_seconds{taskType="mail",status="SUCCESS",quantile="0.99"} 1.5
      task_execute_time_seconds{taskType="mail",status="FAILURE",quantile="0.5"} 9
      task_execute_time_seconds_count{taskType="mail",status="SUCCESS"} 180
      task_execute_time_seconds_count{taskType="mail",status="FAILURE"} 20
      task_execute_time_seconds_count{taskType="charge card",status="FAILURE"} 10
      """;

  private static Scrape scrape(long second, String text) {
    return new Scrape(TimeUnit.SECONDS.toNanos(second), Exposition.parse(text));
  }

  @Test
  void tasksHaveTheRateSinceTheEarlierScrapeAndTheQuantilesOfSuccess() {
    assertThat(TaskTable.lines(scrape(10, NOW), EARLIER))
        .containsExactly(
            "TASK TYPE    rate/s  executed  failed  failed %      p50     p95     p99",
            "charge card     1.0        10      10   100.0 %        -       -       -",
            "mail           11.5       200      20    10.0 %  12.3 ms  200 ms  1.50 s");
  }

  @Test
  void thereIsNoRateInTheFirstScrape() {
    Scrape now = scrape(10, NOW);
    assertThat(TaskTable.lines(now, now))
        .contains("mail              -       200      20    10.0 %  12.3 ms  200 ms  1.50 s");
  }

  @Test
  void aWorkerThatPollsHasItsPollsAlsoBeforeItsFirstTask() {
    Scrape earlier = scrape(0, "task_poll_total{taskType=\"pack\"} 10");
    Scrape now = scrape(2, "task_poll_total{taskType=\"pack\"} 30");
    assertThat(TaskTable.lines(now, earlier))
        .containsExactly(
            "TASK TYPE  rate/s  executed  failed  failed %  p50  p95  p99  polls/s",
            "pack          0.0         0       0         -    -    -    -     10.0");
  }

  @Test
  void requestsAreListedByMethodUriAndStatus() {
    String text =
        """
        api_request_time_seconds{method="POST",uri="/tasks",status="200",quantile="0.5"} 0.004
        api_request_time_seconds{method="POST",uri="/tasks",status="200",quantile="0.99"} 0.01
        api_request_time_seconds_count{method="POST",uri="/tasks",status="error"} 1
        api_request_time_seconds_count{method="POST",uri="/tasks",status="200"} 40
        """;
    assertThat(RequestTable.lines(scrape(4, text), scrape(0, "")))
        .containsExactly(
            "REQUEST TO THE SERVER  status  rate/s  sent      p50      p99",
            "POST /tasks            200       10.0    40  4.00 ms  10.0 ms",
            "POST /tasks            error      0.3     1        -        -");
  }

  @Test
  void aWorkerWithoutAServerHasNoTableOfRequests() {
    assertThat(RequestTable.lines(scrape(10, NOW), EARLIER)).isEmpty();
  }
}
