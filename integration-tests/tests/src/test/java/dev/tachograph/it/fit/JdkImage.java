package dev.tachograph.it.fit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes of a JDK, of which {@code lib/modules} and {@code lib/jrt-fs.jar} suffice. */
final class JdkImage implements ClassSource, AutoCloseable {
  private final FileSystem image;
  private final Map<String, @Nullable Path> packages = new HashMap<>();

  JdkImage(Path home) {
    try {
      this.image =
          FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", home.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(home.toString(), e);
    }
  }

  @Override
  public byte @Nullable [] read(String className) {
    int slash = className.lastIndexOf('/');
    if (slash < 0) {
      return null;
    }
    try {
      String name = className.substring(0, slash).replace('/', '.');
      if (!packages.containsKey(name)) {
        packages.put(name, moduleOf(name));
      }
      Path module = packages.get(name);
      Path file = module == null ? null : module.resolve(className + ".class");
      return file != null && Files.exists(file) ? Files.readAllBytes(file) : null;
    } catch (IOException e) {
      throw new UncheckedIOException(className, e);
    }
  }

  /** The folder of the one module that has classes in a package. */
  private @Nullable Path moduleOf(String packageName) throws IOException {
    Path modules = image.getPath("/packages", packageName);
    if (!Files.exists(modules)) {
      return null;
    }
    try (Stream<Path> links = Files.list(modules)) {
      return links
          .map(link -> image.getPath("/modules", link.getFileName().toString()))
          .filter(module -> Files.exists(module.resolve(packageName.replace('.', '/'))))
          .findFirst()
          .orElse(null);
    }
  }

  @Override
  public void close() {
    try {
      image.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
