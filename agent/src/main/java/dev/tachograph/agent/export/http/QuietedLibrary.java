package dev.tachograph.agent.export.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Run by the build, and not in the jar: takes {@code java.util.logging} out of the class files of
 * the Prometheus library, whose protobuf runtime has static loggers. NOTICE says so.
 */
public final class QuietedLibrary {
  private static final String LOGGING = "java/util/logging/";

  private QuietedLibrary() {}

  /**
   * @param args the directory with the class files
   */
  public static void main(String[] args) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      files.filter(file -> file.toString().endsWith(".class")).forEach(QuietedLibrary::quiet);
    }
  }

  private static void quiet(Path file) {
    try {
      byte[] before = Files.readAllBytes(file);
      if (names(before, LOGGING)) {
        byte[] after =
            ClassFileRedirector.redirect(before, ServerRedirections.quiet(new Redirections()));
        if (names(after, LOGGING)) {
          throw new IOException(file + " has something else of java.util.logging");
        }
        Files.write(file, after);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean names(byte[] classFile, String text) {
    return new String(classFile, StandardCharsets.ISO_8859_1).contains(text);
  }
}
