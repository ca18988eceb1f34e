package dev.tachograph.agent.config;

import dev.tachograph.agent.config.value.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A key: its name, its allowed values and its default. It is declared once, as a constant of the
 * {@link KeyGroup} of its subject with a line of {@link Help}. Code reads it where it uses the
 * value: {@code config.get(HttpKeys.PORT)}.
 *
 * <p>A name with {@code <placeholders>} stands for many keys: {@code timers.<family>.buckets}.
 *
 * @param <T> the type of its value; immutable, apart from arrays
 */
public class Key<T> {
  private final String name;
  private final Parser<T> parser;
  private final @Nullable String defaultText;
  private final String defaultInWords;

  /**
   * Declares a key.
   *
   * @param defaultText the default, as a user would write it; null if it cannot be written
   * @param defaultInWords the default in words
   */
  public Key(String name, Parser<T> parser, @Nullable String defaultText, String defaultInWords) {
    this.name = name;
    this.parser = parser;
    this.defaultText = defaultText;
    this.defaultInWords = defaultInWords;
  }

  /** The name as in a file, perhaps with {@code <placeholders>}. */
  public final String name() {
    return name;
  }

  /** The allowed values, in words. */
  public final String allowed() {
    return parser.allowed();
  }

  /** The default, in words. */
  public final String defaultInWords() {
    return defaultInWords;
  }

  /** The default, as a user would write it; null if it cannot be written. */
  public final @Nullable String defaultText() {
    return defaultText;
  }

  /** The default within a configuration, for a key whose default depends on another key. */
  protected @Nullable String defaultText(AgentConfig config) {
    return defaultText;
  }

  final @Nullable T defaultValue(AgentConfig config) {
    String text = defaultText(config);
    return text == null ? parser.valueIfNotSet() : parser.parse(text);
  }

  final Parser<T> parser() {
    return parser;
  }

  /** Whether its value is the path of a file or a directory. */
  public final boolean isPath() {
    return parser.isPath();
  }

  /** Whether it stands for many keys. */
  public final boolean isPattern() {
    return name.indexOf('<') >= 0;
  }

  @Override
  public final String toString() {
    return name;
  }
}
