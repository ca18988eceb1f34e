package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.ConfigProblem;
import java.util.ArrayList;
import java.util.List;

/** Names for ranges of numbers: {@code small<1024,medium<1048576,large}. Immutable. */
public final class BandList {
  private static final String EXAMPLE =
      "; write bands with ascending bounds and one name for the rest, like"
          + " small<1024,medium<1048576,large";

  private final double[] bounds;
  private final String[] names;

  private BandList(double[] bounds, String[] names) {
    this.bounds = bounds;
    this.names = names;
  }

  /**
   * Parses bands.
   *
   * @throws IllegalArgumentException if they cannot be used; the message says why
   */
  static BandList parse(String text) {
    List<String> names = new ArrayList<>();
    List<Double> bounds = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      String band = text.substring(start, end).trim();
      int less = band.indexOf('<');
      String name = (less < 0 ? band : band.substring(0, less)).trim();
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a band has no name" + EXAMPLE);
      }
      if ((less < 0) != (comma < 0)) {
        throw new IllegalArgumentException(
            "band "
                + ConfigProblem.shown(band)
                + (less < 0 ? " has no bound" : " is the last")
                + EXAMPLE);
      }
      names.add(name);
      if (less >= 0) {
        double bound = number(band.substring(less + 1).trim());
        if (!bounds.isEmpty() && bound <= bounds.get(bounds.size() - 1)) {
          throw new IllegalArgumentException(
              "the bound of band "
                  + ConfigProblem.shown(band)
                  + " is not above the one before"
                  + EXAMPLE);
        }
        bounds.add(bound);
      }
      start = end + 1;
    }
    double[] limits = new double[bounds.size()];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = bounds.get(i);
    }
    return new BandList(limits, names.toArray(new String[0]));
  }

  private static double number(String text) {
    try {
      double number = Double.parseDouble(text);
      if (!Double.isNaN(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Reported below.
    }
    throw new IllegalArgumentException(ConfigProblem.shown(text) + " is not a number" + EXAMPLE);
  }

  /** The bounds, ascending; each is the end of its band, and not in it. */
  public double[] bounds() {
    return bounds.clone();
  }

  /** The names of the bands, and one more for everything beyond the last bound. */
  public String[] names() {
    return names.clone();
  }
}
