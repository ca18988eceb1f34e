package dev.tachograph.agent.config;

/** What a key's name leaves open, and what may stand there. */
enum KeyPlaceholder {
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

  /** The number of a group of keys. */
  GROUP("<n>") {
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
      return ExecutorConfigReader.isClassName(text);
    }
  },

  /** One of {@link ConfigKeys#INSTRUMENTATIONS}. */
  INSTRUMENTATION("<name>") {
    @Override
    boolean allows(String text) {
      return ConfigKeys.INSTRUMENTATIONS.contains(text);
    }
  };

  private final String written;

  KeyPlaceholder(String written) {
    this.written = written;
  }

  abstract boolean allows(String text);

  /** The placeholder that is written so in a key's name. */
  static KeyPlaceholder called(String written) {
    for (KeyPlaceholder placeholder : values()) {
      if (placeholder.written.equals(written)) {
        return placeholder;
      }
    }
    throw new IllegalArgumentException(written);
  }
}
