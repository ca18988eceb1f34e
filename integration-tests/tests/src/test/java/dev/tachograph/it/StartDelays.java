package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.CommandedApp;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.Scrape;

/** What the agent says of lateness, compared with what a program has caused and can have had. */
final class StartDelays {
  /** How far back programs date what they send or schedule, in seconds. */
  static final int PAST = 30;

  /** What misses its time is dated back by that much, in seconds. */
  static final int FURTHEST = 90;

  /** How long the messages have waited that are behind one that holds its thread, in seconds. */
  static final double HELD = 0.1;

  /** Some timestamps have whole seconds. */
  private static final int ROUNDING = 1;

  private static final String SUM = "task_start_delay_seconds_sum";
  private static final String COUNT = "task_start_delay_seconds_count";

  private StartDelays() {}

  /** Whatever began was sent or scheduled at a command, or dated back at one. */
  static void expectPossible(CommandedApp app, Scrape scrape) {
    double most = FURTHEST + ROUNDING + app.readySeconds();
    for (Sample sum : scrape.samples(SUM)) {
      String taskType = sum.label("taskType");
      double count = scrape.value(COUNT, "taskType", taskType);
      assertThat(sum.value()).as(taskType).isBetween(0.0, count * most);
    }
  }

  /** All tasks of these types were dated back. */
  static void expectPast(CommandedApp app, Scrape scrape, String... taskTypes) {
    for (String taskType : taskTypes) {
      long count = scrape.count(COUNT, "taskType", taskType);
      expectBetween(app, scrape, taskType, count * PAST, PAST);
    }
  }

  /** The tasks of this type, which nobody dated back, were late by that much together. */
  static void expectAtLeast(CommandedApp app, Scrape scrape, double seconds, String taskType) {
    expectBetween(app, scrape, taskType, seconds, 0);
  }

  private static void expectBetween(
      CommandedApp app, Scrape scrape, String taskType, double least, int past) {
    double most = past + ROUNDING + app.readySeconds();
    assertThat(least).as(taskType).isPositive();
    assertThat(scrape.value(SUM, "taskType", taskType))
        .as(taskType)
        .isBetween(least, scrape.count(COUNT, "taskType", taskType) * most);
  }
}
