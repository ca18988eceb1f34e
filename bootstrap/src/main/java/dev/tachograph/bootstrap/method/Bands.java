package dev.tachograph.bootstrap.method;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;

/**
 * Names for ranges of numbers: below the first bound, below the second, and so on, and everything
 * else. Immutable.
 */
public final class Bands {
  private final double[] bounds;
  private final String[] names;

  /**
   * @param bounds ascending; each is the end of its band, and not in it
   * @param names the names of the bands, and one more for everything beyond the last bound
   */
  public Bands(double[] bounds, String[] names) {
    this.bounds = bounds.clone();
    this.names = names.clone();
  }

  /**
   * The name for a value: a number, or something with a length or size.
   *
   * @throws IllegalArgumentException if it is neither
   */
  String of(Object value) {
    double number = number(value);
    for (int i = 0; i < bounds.length; i++) {
      if (number < bounds[i]) {
        return names[i];
      }
    }
    return names[bounds.length];
  }

  private static double number(Object value) {
    if (value instanceof Number) {
      return ((Number) value).doubleValue();
    }
    if (value instanceof CharSequence) {
      return ((CharSequence) value).length();
    }
    if (value instanceof Collection) {
      return ((Collection<?>) value).size();
    }
    if (value instanceof Map) {
      return ((Map<?, ?>) value).size();
    }
    if (value.getClass().isArray()) {
      return Array.getLength(value);
    }
    throw new IllegalArgumentException(
        value.getClass().getName() + " is not a number and has no length or size");
  }
}
