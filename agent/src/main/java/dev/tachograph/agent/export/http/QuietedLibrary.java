package dev.tachograph.agent.export.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A step of the build, not a part of the jar. It removes {@code java.util.logging} from the class
 * files of the Prometheus library, whose protobuf runtime has static loggers. It also makes the
 * library's text formats use the agent's own writer. NOTICE states these changes.
 */
public final class QuietedLibrary {
  private static final String[] TAKEN_OUT = {
    "java/util/logging/", "java/io/BufferedWriter", "java/io/OutputStreamWriter"
  };

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
      if (namesAny(before)) {
        byte[] after = ClassFileRedirector.redirect(before, ServerRedirections.ofFormats());
        if (namesAny(after)) {
          throw new IOException(file + " has something else of what is taken out");
        }
        Files.write(file, after);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean namesAny(byte[] classFile) {
    String text = new String(classFile, StandardCharsets.ISO_8859_1);
    return Stream.of(TAKEN_OUT).anyMatch(text::contains);
  }
}
