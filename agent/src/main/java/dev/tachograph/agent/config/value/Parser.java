package dev.tachograph.agent.config.value;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblems;
import org.jspecify.annotations.Nullable;

/**
 * How values of a type are written: the one place that decides what can be used. Immutable.
 *
 * <p>Few classes, each for several forms: those that every start needs cost it a quarter of a
 * millisecond each.
 */
public abstract class Parser<T> {
  /**
   * Reads a value.
   *
   * @return null if the text means the same as if nothing were set
   * @throws IllegalArgumentException if it cannot be used; the message says why, and what is
   *     allowed
   */
  public abstract @Nullable T parse(String text);

  /** Reads what is set; one that reads lists may report an item and leave it out. */
  public @Nullable T read(Assignment assignment, ConfigProblems problems) {
    return parse(assignment.value());
  }

  /** What can be used, in words. */
  public abstract String allowed();

  /** The value if nothing is set and there is no default, which is null for most. */
  public @Nullable T valueIfNotSet() {
    return null;
  }

  /** Whether a value is the path of a file or a directory. */
  public boolean isPath() {
    return false;
  }

  final IllegalArgumentException notAllowed() {
    return new IllegalArgumentException("allowed is " + allowed());
  }
}
