package dev.tachograph.agent.config.value;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblems;
import org.jspecify.annotations.Nullable;

/**
 * Parses the values of one type. Only the parser decides which values can be used. Immutable.
 *
 * <p>There are few subclasses, each for several forms, because each class that a start needs costs
 * it a quarter of a millisecond.
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

  /** Reads an assignment. A parser of lists may report an item and leave it out. */
  public @Nullable T read(Assignment assignment, ConfigProblems problems) {
    return parse(assignment.value());
  }

  /** The allowed values, in words. */
  public abstract String allowed();

  /** The value if the key is not set and has no default; null for most types. */
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
