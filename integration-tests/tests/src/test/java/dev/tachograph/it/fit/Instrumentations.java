package dev.tachograph.it.fit;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.instrument.own.OwnExecutorInstrumentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One of every instrumentation of a library, however they are listed. */
final class Instrumentations {
  private static final String SUFFIX = ".class";

  private Instrumentations() {}

  static List<LibraryInstrumentation> all() {
    try {
      URI location =
          LibraryInstrumentation.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path classes = Path.of(location);
      if (Files.isDirectory(classes)) {
        return in(classes);
      }
      try (FileSystem jar = FileSystems.newFileSystem(classes, Map.of())) {
        return in(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<LibraryInstrumentation> in(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes.resolve("dev/tachograph/agent/instrument"))) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()).replace('/', '.'))
          .sorted()
          .flatMap(Instrumentations::instance)
          .toList();
    }
  }

  private static Stream<LibraryInstrumentation> instance(String className) {
    try {
      Class<?> type = Class.forName(className, false, Instrumentations.class.getClassLoader());
      boolean wanted =
          LibraryInstrumentation.class.isAssignableFrom(type)
              && !Modifier.isAbstract(type.getModifiers())
              && type != OwnExecutorInstrumentation.class;
      return wanted
          ? Stream.of((LibraryInstrumentation) type.getConstructor().newInstance())
          : Stream.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(className, e);
    }
  }
}
