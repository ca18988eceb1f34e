package dev.tachograph.agent.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A class as the JVM shows it to the transformer. Only one thread uses it. */
final class ShownClass {
  final @Nullable ClassLoader loader;

  /** The internal name. */
  final String name;

  final byte[] classFile;

  /** Whether the class has been loaded, and some agent retransforms or redefines it. */
  final boolean again;

  private @Nullable ClassFilesOfLoader others;

  ShownClass(@Nullable ClassLoader loader, String name, byte[] classFile, boolean again) {
    this.loader = loader;
    this.name = name;
    this.classFile = classFile;
    this.again = again;
  }

  /** The class files that its loader finds. The loader must not be the boot loader. */
  Ends.ClassFiles others() {
    ClassFilesOfLoader known = others;
    if (known == null) {
      known = new ClassFilesOfLoader(Objects.requireNonNull(loader));
      others = known;
    }
    return known;
  }

  /** Reads each class file once. */
  private static final class ClassFilesOfLoader implements Ends.ClassFiles {
    private final ClassLoader loader;
    private final Map<String, byte @Nullable []> read = new HashMap<>();

    ClassFilesOfLoader(ClassLoader loader) {
      this.loader = loader;
    }

    @Override
    public byte @Nullable [] read(String className) throws IOException {
      if (!read.containsKey(className)) {
        read.put(className, find(className + ".class"));
      }
      return read.get(className);
    }

    private byte @Nullable [] find(String resource) throws IOException {
      try (InputStream in = loader.getResourceAsStream(resource)) {
        return in == null ? null : in.readAllBytes();
      }
    }
  }
}
