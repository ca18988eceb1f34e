package dev.tachograph.it.fit;

import org.jspecify.annotations.Nullable;

/** Where class files are found. */
interface ClassSource {
  /** The class file of that internal name, or null if there is none. */
  byte @Nullable [] read(String className);

  /** This one, and what it lacks from another. */
  default ClassSource or(ClassSource next) {
    return className -> {
      byte[] found = read(className);
      return found != null ? found : next.read(className);
    };
  }
}
