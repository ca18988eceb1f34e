package dev.tachograph.benchmarks.measure;

import java.util.List;

/**
 * One number of the report.
 *
 * @param experiment what was measured, as in {@code record/1 thread}
 * @param candidate whose number it is, as in {@code Tachograph}
 * @param unit of the numbers, as in {@code ns}
 * @param jdk feature version of the JDK
 * @param median the number
 * @param low the tenth percentile, or the least where there are few values
 * @param high the ninetieth percentile, or the greatest
 * @param count of how many values
 */
public record Measurement(
    String experiment,
    String candidate,
    String unit,
    int jdk,
    double median,
    double low,
    double high,
    int count) {
  private static final int MANY = 20;
  private static final int FIELDS = 8;

  /** What a sample comes to. */
  public static Measurement of(
      String experiment, String candidate, String unit, int jdk, Sample sample) {
    boolean many = sample.size() >= MANY;
    return new Measurement(
        experiment,
        candidate,
        unit,
        jdk,
        sample.median(),
        sample.quantile(many ? 0.1 : 0),
        sample.quantile(many ? 0.9 : 1),
        sample.size());
  }

  /** The same of a candidate by another name. */
  public Measurement of(String otherCandidate) {
    return new Measurement(experiment, otherCandidate, unit, jdk, median, low, high, count);
  }

  /** One line, without its end, that {@link #parse} reads. */
  public String toLine() {
    return String.join(
        "\t",
        List.of(
            experiment,
            candidate,
            unit,
            String.valueOf(jdk),
            String.valueOf(median),
            String.valueOf(low),
            String.valueOf(high),
            String.valueOf(count)));
  }

  /**
   * The measurement that was written as this line.
   *
   * @throws IllegalArgumentException if it is no such line
   */
  public static Measurement parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("not a measurement: " + line);
    }
    return new Measurement(
        fields[0],
        fields[1],
        fields[2],
        Integer.parseInt(fields[3]),
        Double.parseDouble(fields[4]),
        Double.parseDouble(fields[5]),
        Double.parseDouble(fields[6]),
        Integer.parseInt(fields[7]));
  }
}
