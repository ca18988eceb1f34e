package dev.tachograph.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

/** The worker program as a fat jar: jars within a jar, like those of Spring Boot's Maven plugin. */
final class SpringBootJar {
  private static final String MAIN = "com.acme.boot.BootApp";
  private static final Path FILE = make();

  private SpringBootJar() {}

  static Path file() {
    return FILE;
  }

  private static Path make() {
    Path directory = Paths.newDirectory("spring-boot");
    Path fat = directory.resolve("boot.jar");
    List<Path> libraries = new ArrayList<>(ClassPaths.jars("conductor/conductoross-4.0.8"));
    libraries.add(Paths.appsJar());
    try {
      Repackager repackager = new Repackager(mainJar(directory).toFile());
      repackager.setMainClass(MAIN);
      repackager.repackage(
          fat.toFile(),
          callback -> {
            for (Path library : libraries) {
              callback.library(library(library.toFile()));
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return fat;
  }

  private static Library library(File file) {
    return new Library(file, LibraryScope.RUNTIME);
  }

  /** Only the class that starts: the workers are in a library. */
  private static Path mainJar(Path directory) throws IOException {
    String name = MAIN.replace('.', '/') + ".class";
    Path jar = directory.resolve("main.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry(name));
      Files.copy(Path.of(Paths.apps()).resolve(name), out);
      out.closeEntry();
    }
    return jar;
  }
}
