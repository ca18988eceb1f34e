package dev.tachograph.agent.instrument;

import org.jspecify.annotations.Nullable;

/** A class as the JVM shows it to the transformer. */
final class ShownClass {
  final @Nullable ClassLoader loader;

  /** The internal name. */
  final String name;

  final byte[] classFile;

  /** Whether it is loaded already, and somebody retransforms or redefines it. */
  final boolean again;

  ShownClass(@Nullable ClassLoader loader, String name, byte[] classFile, boolean again) {
    this.loader = loader;
    this.name = name;
    this.classFile = classFile;
    this.again = again;
  }
}
