package dev.tachograph.agent.config;

import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.agent.config.value.Lists;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a key's name leaves open, and what may stand there. */
enum Placeholder {
  /** A family of timers. */
  FAMILY("<family>") {
    @Override
    boolean allows(String text) {
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
        if (!letter && (i == 0 || c < '0' || c > '9')) {
          return false;
        }
      }
      return true;
    }
  },

  /** The number of a rule. */
  NUMBER("<n>") {
    @Override
    boolean allows(String text) {
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) < '0' || text.charAt(i) > '9') {
          return false;
        }
      }
      return text.length() <= 9 && (text.length() == 1 || text.charAt(0) != '0');
    }
  },

  /** The full name of a class. */
  CLASS("<class>") {
    @Override
    boolean allows(String text) {
      return Lists.isClassName(text);
    }

    @Override
    boolean fitsVariables() {
      return false;
    }
  },

  /** One of {@link WeavingKeys#INSTRUMENTATIONS}. */
  INSTRUMENTATION("<name>") {
    @Override
    boolean allows(String text) {
      return all().contains(text);
    }

    @Override
    List<String> all() {
      return WeavingKeys.INSTRUMENTATIONS;
    }
  };

  private final String written;

  Placeholder(String written) {
    this.written = written;
  }

  abstract boolean allows(String text);

  /** Whether it can stand in the name of a variable, which has no dots and no lower case. */
  boolean fitsVariables() {
    return true;
  }

  /** All that can stand there; empty if there is no end to it. */
  List<String> all() {
    return Collections.emptyList();
  }

  /** The placeholder that is written so in a key's name. */
  static Placeholder called(String written) {
    for (Placeholder placeholder : values()) {
      if (placeholder.written.equals(written)) {
        return placeholder;
      }
    }
    throw new IllegalArgumentException(written);
  }

  /** All keys that the name stands for; empty if there is no end to them. */
  static List<String> allKeys(String name) {
    int open = name.indexOf('<');
    if (open != name.lastIndexOf('<')) {
      return Collections.emptyList();
    }
    List<String> parameters = called(name.substring(open, name.indexOf('>') + 1)).all();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      keys.add(KeyName.fill(name, Collections.singletonList(parameters.get(i))));
    }
    return keys;
  }
}
