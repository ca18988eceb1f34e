package dev.tachograph.agent.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A key that can be set, with its default and what is allowed.
 *
 * <p>A name with a {@code <placeholder>} stands for many keys: {@code timers.<family>.buckets}.
 */
public final class ConfigKey {
  static final String ENVIRONMENT_PREFIX = "TACHOGRAPH_";
  static final String PROPERTY_PREFIX = "tachograph.";

  private final String name;
  private final @Nullable String defaultValue;
  private final String defaultText;
  private final String allowed;
  private final String description;
  private final int min;
  private final int max;

  ConfigKey(
      String name,
      @Nullable String defaultValue,
      String defaultText,
      String allowed,
      String description,
      int min,
      int max) {
    this.name = name;
    this.defaultValue = defaultValue;
    this.defaultText = defaultText;
    this.allowed = allowed;
    this.description = description;
    this.min = min;
    this.max = max;
  }

  static ConfigKey toggle(String name, String description) {
    return new ConfigKey(name, "true", "true", "true or false", description, 0, 0);
  }

  static ConfigKey number(String name, String defaultValue, int min, int max, String description) {
    String allowed = "a whole number from " + min + " to " + max;
    return new ConfigKey(name, defaultValue, defaultValue, allowed, description, min, max);
  }

  static ConfigKey text(
      String name, @Nullable String defaultValue, String allowed, String description) {
    String defaultText = defaultValue == null ? "not set" : defaultValue;
    return new ConfigKey(name, defaultValue, defaultText, allowed, description, 0, 0);
  }

  /** As it is written in a file, perhaps with a {@code <placeholder>}. */
  public String name() {
    return name;
  }

  /**
   * What holds when nothing is set, written as one would set it; null if that cannot be written.
   */
  public @Nullable String defaultValue() {
    return defaultValue;
  }

  /** What holds when nothing is set, in words. */
  public String defaultText() {
    return defaultText;
  }

  /** Which values can be used, in words. */
  public String allowed() {
    return allowed;
  }

  /** What it is for, in one line. */
  public String description() {
    return description;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /** The variable that sets the key of this name (without placeholders). */
  static String environmentName(String key) {
    return ENVIRONMENT_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  boolean isPattern() {
    return name.indexOf('<') >= 0;
  }

  /** The name with the placeholder filled in. */
  String fill(String parameter) {
    return beforeParameter() + parameter + afterParameter();
  }

  /** What stands in the key at the place of the placeholder; null if it is not such a key. */
  @Nullable String parameterOf(String key) {
    return isPattern() ? parameterBetween(key, beforeParameter(), afterParameter()) : null;
  }

  private @Nullable String parameterBetween(String key, String before, String after) {
    int end = key.length() - after.length();
    if (end <= before.length() || !key.startsWith(before) || !key.endsWith(after)) {
      return null;
    }
    String parameter = key.substring(before.length(), end);
    return placeholder().allows(parameter) ? parameter : null;
  }

  /**
   * The key of this kind that an environment variable sets, or null if it sets none. A family name
   * in a variable is taken as lower case, as all families are.
   */
  @Nullable String keyOfVariable(String variable) {
    if (!isPattern()) {
      return environmentName(name).equals(variable) ? name : null;
    }
    if (placeholder() == KeyPlaceholder.CLASS) {
      // The name of a class is not told by a variable, which has no dots and no lower case.
      return null;
    }
    String before = environmentName(beforeParameter());
    int end = variable.length() - afterParameter().length();
    if (end <= before.length() || !variable.startsWith(before)) {
      return null;
    }
    String parameter = variable.substring(before.length(), end).toLowerCase(Locale.ROOT);
    boolean set =
        placeholder().allows(parameter) && environmentName(fill(parameter)).equals(variable);
    return set ? fill(parameter) : null;
  }

  private KeyPlaceholder placeholder() {
    return KeyPlaceholder.called(name.substring(name.indexOf('<'), name.indexOf('>') + 1));
  }

  private String beforeParameter() {
    return name.substring(0, name.indexOf('<'));
  }

  private String afterParameter() {
    return name.substring(name.indexOf('>') + 1);
  }

  @Override
  public String toString() {
    return name;
  }
}
