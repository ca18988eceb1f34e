package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The application for application servers: a war without libraries. */
public final class EnterpriseArchive {
  private EnterpriseArchive() {}

  /** Compiles the application, and writes it into a file. */
  public static void write(Path file) {
    Path directory = Paths.newDirectory("enterprise");
    List<Path> sources =
        List.of(
            SourceCompiler.resource("EnterpriseApp.java", directory),
            SourceCompiler.resource("EnterpriseClock.java", directory),
            SourceCompiler.resource("EnterpriseOrders.java", directory));
    Path classes =
        SourceCompiler.compile(
            sources, ClassPaths.of("jakartaee-10.0.0"), 11, directory.resolve("classes"));
    try (ZipOutputStream war = new ZipOutputStream(Files.newOutputStream(file));
        Stream<Path> found = Files.walk(classes)) {
      for (Path classFile : found.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(classFile).toString().replace('\\', '/');
        war.putNextEntry(new ZipEntry("WEB-INF/classes/" + name));
        Files.copy(classFile, war);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
