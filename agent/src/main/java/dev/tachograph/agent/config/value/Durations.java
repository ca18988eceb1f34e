package dev.tachograph.agent.config.value;

import java.time.Duration;

/** Spans of time: {@code 500ms}, {@code 10s}, {@code 5m}. */
public final class Durations extends Parser<Duration> {
  private final String min;
  private final String max;

  private Durations(String min, String max) {
    this.min = min;
    this.max = max;
  }

  /** Durations between two bounds, both included, in the syntax of a value. */
  public static Durations between(String min, String max) {
    return new Durations(min, max);
  }

  @Override
  public Duration parse(String text) {
    long millis = millis(text);
    if (millis < millis(min) || millis > millis(max)) {
      throw notAllowed();
    }
    return Duration.ofMillis(millis);
  }

  private static long millis(String text) {
    String number = text;
    long unit = 1000;
    if (text.endsWith("ms")) {
      unit = 1;
      number = text.substring(0, text.length() - 2);
    } else if (text.endsWith("s")) {
      number = text.substring(0, text.length() - 1);
    } else if (text.endsWith("m")) {
      unit = 60_000;
      number = text.substring(0, text.length() - 1);
    }
    return unit * Numbers.wholeNumber(number.trim());
  }

  @Override
  public String allowed() {
    return "a whole number with ms, s or m, from "
        + min
        + " to "
        + max
        + "; without a unit it is seconds";
  }
}
