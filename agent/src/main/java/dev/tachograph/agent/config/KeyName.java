package dev.tachograph.agent.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Derives from the name of a key the variable and the property that set it. Matches a name with
 * {@link Placeholder}s to the keys that it stands for.
 */
public final class KeyName {
  public static final String VARIABLE_PREFIX = "TACHOGRAPH_";
  public static final String PROPERTY_PREFIX = "tachograph.";

  private KeyName() {}

  /** The variable that sets the key of this name, which has no placeholders. */
  public static String variable(String key) {
    return VARIABLE_PREFIX + asInVariables(key);
  }

  static String asInVariables(String text) {
    return text.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /**
   * The key with this name that a variable sets, or null if it sets none. The text in the place of
   * a placeholder becomes lower case, like all names of families.
   */
  static @Nullable String ofVariable(String name, String variable) {
    if (name.indexOf('<') < 0) {
      return variable(name).equals(variable) ? name : null;
    }
    if (!variable.startsWith(VARIABLE_PREFIX)) {
      return null;
    }
    List<String> parameters = match(name, variable.substring(VARIABLE_PREFIX.length()), true);
    String key = parameters == null ? null : fill(name, parameters);
    return key != null && variable(key).equals(variable) ? key : null;
  }

  /**
   * The texts in the key in the places of the name's placeholders; null if the key does not match.
   */
  public static @Nullable List<String> parameters(String name, String key) {
    return match(name, key, false);
  }

  /** The name with its placeholders filled in. */
  public static String fill(String name, List<String> parameters) {
    StringBuilder filled = new StringBuilder();
    int from = 0;
    for (int i = 0; i < parameters.size(); i++) {
      filled.append(name, from, name.indexOf('<', from)).append(parameters.get(i));
      from = name.indexOf('>', from) + 1;
    }
    return filled.append(name, from, name.length()).toString();
  }

  /** A placeholder ends where the text behind it begins. The last one is as long as possible. */
  private static @Nullable List<String> match(String name, String text, boolean variable) {
    List<String> parameters = new ArrayList<>();
    int open = name.indexOf('<');
    String before = literal(name.substring(0, open), variable);
    if (!text.startsWith(before)) {
      return null;
    }
    int at = before.length();
    while (open >= 0) {
      int close = name.indexOf('>', open);
      int next = name.indexOf('<', close);
      boolean last = next < 0;
      String behind = literal(name.substring(close + 1, last ? name.length() : next), variable);
      int end = last ? text.length() - behind.length() : text.indexOf(behind, at + 1);
      if (end <= at || !text.startsWith(behind, end)) {
        return null;
      }
      String parameter = text.substring(at, end);
      parameter = variable ? parameter.toLowerCase(Locale.ROOT) : parameter;
      String placeholder = name.substring(open, close + 1);
      if (!Placeholder.allows(placeholder, parameter)
          || (variable && !Placeholder.fitsVariables(placeholder))) {
        return null;
      }
      parameters.add(parameter);
      at = end + behind.length();
      open = next;
    }
    return parameters;
  }

  private static String literal(String text, boolean variable) {
    return variable ? asInVariables(text) : text;
  }
}
