package dev.tachograph.agent.cli.scrape;

import java.util.Map;

/** Reads the samples of the text format 0.0.4, for those who need nothing else of it. */
public final class ExpositionReader {
  private ExpositionReader() {}

  /** Takes samples in the order of the text. */
  public interface Taker {
    void take(String name, Map<String, String> labels, double value);
  }

  /**
   * Reads a text.
   *
   * @throws IllegalArgumentException if it is not in the format; the message names the line
   */
  public static void read(String text, Taker taker) {
    try {
      for (ParsedFamily family : TextParser.parse(text)) {
        for (ParsedSample sample : family.samples) {
          taker.take(sample.name, sample.labels, sample.value);
        }
      }
    } catch (FormatException e) {
      throw new IllegalArgumentException("not in the text format: " + e.getMessage(), e);
    }
  }

  /** A number as the format has it: an upper bound of a bucket, for instance. */
  public static double number(String text) {
    try {
      return Names.number(text);
    } catch (FormatException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
