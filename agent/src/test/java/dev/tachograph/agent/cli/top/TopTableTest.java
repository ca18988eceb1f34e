package dev.tachograph.agent.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.cli.top.TopTable.Order;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TopTableTest {
  private static final Reading EARLIER =
      reading(
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

  private static Reading reading(long second, String text) {
    return Reading.of(TimeUnit.SECONDS.toNanos(second), text + "\n");
  }

  private static List<String> names(Order order, String text) {
    return TopTable.rows(reading(10, text), reading(0, ""), order).stream()
        .map(row -> row.taskType)
        .collect(Collectors.toList());
  }

  @Test
  void lines_tasks_haveTheRateSinceTheEarlierReading_andTheQuantilesOfSuccess() {
    assertThat(TopTable.lines(reading(10, NOW), EARLIER, Order.NAME))
        .containsExactly(
            "TASK TYPE    rate/s  executed  failed  failed %      p50     p95     p99",
            "charge card     1.0        10      10   100.0 %        -       -       -",
            "mail           11.5       200      20    10.0 %  12.3 ms  200 ms  1.50 s");
  }

  @Test
  void lines_oneReading_hasNoRate() {
    Reading now = reading(10, NOW);

    assertThat(TopTable.lines(now, now, Order.NAME))
        .contains("mail              -       200      20    10.0 %  12.3 ms  200 ms  1.50 s");
  }

  @Test
  void lines_workerThatPolls_hasItsPolls_alsoBeforeItsFirstTask() {
    Reading earlier = reading(0, "task_poll_total{taskType=\"pack\"} 10");
    Reading now = reading(2, "task_poll_total{taskType=\"pack\"} 30");

    assertThat(TopTable.lines(now, earlier, Order.HURT))
        .containsExactly(
            "TASK TYPE  rate/s  executed  failed  failed %  p50  p95  p99  polls/s",
            "pack          0.0         0       0         -    -    -    -     10.0");
  }

  @Test
  void lines_whatRuns_andTheExceptionThatWasCountedLast() {
    Reading earlier =
        reading(
            0,
            """
            task_execute_error_total{taskType="pack",exception="OldException"} 40
            task_execute_error_total{taskType="pack",exception="NewException"} 1
            """);
    Reading now =
        reading(
            2,
            """
            task_execute_error_total{taskType="pack",exception="OldException"} 40
            task_execute_error_total{taskType="pack",exception="NewException"} 2
            task_in_progress{taskType="pack"} 3
            """);

    assertThat(TopTable.lines(now, earlier, Order.HURT))
        .containsExactly(
            "TASK TYPE  rate/s  running  executed  failed  failed %  p50  p95  p99  exception",
            "pack          0.0        3         0       0         -    -    -    -  NewException");
  }

  /** So it is in the canonical catalogue. */
  @Test
  void lines_whatTwoGaugesCount_runsOnce() {
    String text =
        """
        task_in_progress{taskType="pack"} 3
        active_workers{taskType="pack"} 3
        active_workers{taskType="send"} 2
        """;

    assertThat(TopTable.lines(reading(2, text), reading(0, ""), Order.HURT))
        .containsExactly(
            "TASK TYPE  rate/s  running  executed  failed  failed %  p50  p95  p99",
            "pack          0.0        3         0       0         -    -    -    -",
            "send          0.0        2         0       0         -    -    -    -");
  }

  @Test
  void lines_requests_areListedByMethodUriAndStatus() {
    String text =
        """
        api_request_time_seconds{method="POST",uri="/tasks",status="200",quantile="0.5"} 0.004
        api_request_time_seconds{method="POST",uri="/tasks",status="200",quantile="0.99"} 0.01
        api_request_time_seconds_count{method="POST",uri="/tasks",status="error"} 1
        api_request_time_seconds_count{method="POST",uri="/tasks",status="200"} 40
        """;

    assertThat(TopTable.lines(reading(4, text), reading(0, ""), Order.HURT))
        .endsWith(
            "REQUEST TO THE SERVER  status  rate/s  sent      p50      p99",
            "POST /tasks            200       10.0    40  4.00 ms  10.0 ms",
            "POST /tasks            error      0.3     1        -        -");
  }

  @Test
  void lines_nothingYet_saysSo() {
    assertThat(TopTable.lines(reading(1, ""), reading(0, ""), Order.HURT))
        .endsWith("(no task has been executed yet)");
  }

  @Test
  void lines_histogram_hasQuantilesOfItsBuckets() {
    String text =
        """
        task_execute_time_seconds_bucket{taskType="a",status="SUCCESS",le="0.1"} 50
        task_execute_time_seconds_bucket{taskType="a",status="SUCCESS",le="0.3"} 100
        task_execute_time_seconds_bucket{taskType="a",status="SUCCESS",le="+Inf"} 100
        task_execute_time_seconds_count{taskType="a",status="SUCCESS"} 100
        """;

    assertThat(TopTable.lines(reading(1, text), reading(0, ""), Order.HURT).get(1))
        .contains("100 ms  280 ms  296 ms");
  }

  @Test
  void rows_byHurt_failuresComeFirst_thenWhatTakesTheMostTime() {
    String text =
        """
        task_execute_time_seconds_count{taskType="quick",status="SUCCESS"} 10
        task_execute_time_seconds{taskType="quick",status="SUCCESS",quantile="0.5"} 0.1
        task_execute_time_seconds_count{taskType="slow",status="SUCCESS"} 10
        task_execute_time_seconds{taskType="slow",status="SUCCESS",quantile="0.5"} 0.2
        task_execute_time_seconds_count{taskType="wrong",status="FAILURE"} 1
        """;

    assertThat(names(Order.HURT, text)).containsExactly("wrong", "slow", "quick");
    assertThat(names(Order.NAME, text)).containsExactly("quick", "slow", "wrong");
  }

  @Test
  void json_isAnObjectForEachRow_withNullForWhatIsNotKnown() {
    String text = "task_execute_time_seconds_count{taskType=\"a\\\"b\",status=\"SUCCESS\"} 20";

    assertThat(TopTable.json(reading(10, text), reading(0, ""), Order.NAME))
        .isEqualTo(
            "[\n {\"taskType\":\"a\\\"b\",\"ratePerSecond\":2.0,\"running\":null,"
                + "\"executed\":20.0,\"failed\":0.0,\"failedShare\":0.0,\"p50Seconds\":null,"
                + "\"p95Seconds\":null,\"p99Seconds\":null,\"pollsPerSecond\":null,"
                + "\"exception\":\"\"}\n]");
  }

  @Test
  void printable_whatWouldMoveTheCursor_isShownAsAQuestionMark() {
    assertThat(TopTable.printable("a\u001b[2Jb\nc\u202ed")).isEqualTo("a?[2Jb?c?d");
    assertThat(TopTable.printable("x".repeat(1 << 20))).hasSize(61).endsWith("\u2026");
  }

  @Test
  void time_isShortAndReadsWell() {
    assertThat(TextTable.time(0.00123)).isEqualTo("1.23 ms");
    assertThat(TextTable.time(0.0456)).isEqualTo("45.6 ms");
    assertThat(TextTable.time(0.789)).isEqualTo("789 ms");
    assertThat(TextTable.time(9.87)).isEqualTo("9.87 s");
    assertThat(TextTable.time(Double.NaN)).isEqualTo("-");
  }

  @Test
  void named_firstLetterOrName() {
    assertThat(Order.named("h")).isEqualTo(Order.HURT);
    assertThat(Order.named("p99")).isEqualTo(Order.P99);
    assertThat(Order.named("x")).isNull();
    assertThat(Order.named("")).isNull();
  }
}
