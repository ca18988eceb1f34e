package dev.tachograph.agent.config;

import dev.tachograph.agent.config.keys.AdoptKeys;
import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.agent.config.value.Lists;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The placeholders in names of keys, and the texts that may replace them. */
final class Placeholder {
  /** A family of timers. */
  private static final String FAMILY = "<family>";

  /** The number of a rule. */
  private static final String NUMBER = "<n>";

  /** The name of a label. */
  private static final String LABEL = "<label>";

  /** The name of a label of all series, which is not a key of its own. */
  private static final String CONSTANT = "<constant>";

  /** What names of families begin with. */
  private static final String PROCESS = "<process>";

  /** The full name of a class. */
  private static final String CLASS = "<class>";

  /** One of {@link WeavingKeys#INSTRUMENTATIONS}. */
  private static final String INSTRUMENTATION = "<name>";

  /** One of {@link AdoptKeys#LIBRARIES}. */
  private static final String LIBRARY = "<library>";

  private Placeholder() {}

  static boolean allows(String placeholder, String text) {
    switch (placeholder) {
      case FAMILY:
        return isFamily(text);
      case NUMBER:
        return isNumber(text);
      case LABEL:
      case PROCESS:
        return isFamily(text) && text.indexOf(':') < 0;
      case CONSTANT:
        return isFamily(text) && text.indexOf(':') < 0 && !text.equals("sanitize");
      case CLASS:
        return Lists.isClassName(text);
      case INSTRUMENTATION:
        return WeavingKeys.INSTRUMENTATIONS.contains(text);
      case LIBRARY:
        return AdoptKeys.LIBRARIES.contains(text);
      default:
        throw new IllegalArgumentException(placeholder);
    }
  }

  /** Whether a variable can name it: variables have no dots and no lower case. */
  static boolean fitsVariables(String placeholder) {
    return !placeholder.equals(CLASS);
  }

  /** All keys that the name stands for; empty if their number has no limit. */
  static List<String> allKeys(String name) {
    List<String> keys = new ArrayList<>();
    List<String> texts = all(name.substring(name.indexOf('<'), name.lastIndexOf('>') + 1));
    for (int i = 0; i < texts.size(); i++) {
      keys.add(KeyName.fill(name, Collections.singletonList(texts.get(i))));
    }
    return keys;
  }

  private static List<String> all(String placeholder) {
    switch (placeholder) {
      case INSTRUMENTATION:
        return WeavingKeys.INSTRUMENTATIONS;
      case LIBRARY:
        return AdoptKeys.LIBRARIES;
      default:
        return Collections.emptyList();
    }
  }

  private static boolean isFamily(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return text.length() <= 9 && (text.length() == 1 || text.charAt(0) != '0');
  }
}
