package dev.tachograph.agent.export.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A step of the build, not a part of the jar. It removes {@code java.util.logging} from the class
 * files of the Prometheus library, whose protobuf runtime has static loggers, and slf4j from the
 * senders to Graphite. It also makes the Prometheus library's text formats use the agent's own
 * writer. NOTICE states these changes.
 */
public final class QuietedLibrary {
  private final Redirections redirections;
  private final String[] takenOut;

  private QuietedLibrary(Redirections redirections, String... takenOut) {
    this.redirections = redirections;
    this.takenOut = takenOut;
  }

  /**
   * @param args the directories with the class files of the Prometheus library and of the senders
   */
  public static void main(String[] args) throws IOException {
    new QuietedLibrary(
            ServerRedirections.ofFormats(),
            "java/util/logging/",
            "java/io/BufferedWriter",
            "java/io/OutputStreamWriter")
        .quietAll(Path.of(args[0]));
    new QuietedLibrary(ServerRedirections.ofSenders(), "org/slf4j/").quietAll(Path.of(args[1]));
  }

  private void quietAll(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      files.filter(file -> file.toString().endsWith(".class")).forEach(this::quiet);
    }
  }

  private void quiet(Path file) {
    try {
      byte[] before = Files.readAllBytes(file);
      if (namesAny(before)) {
        byte[] after = ClassFileRedirector.redirect(before, redirections);
        if (namesAny(after)) {
          throw new IOException(file + " has something else of what is taken out");
        }
        Files.write(file, after);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean namesAny(byte[] classFile) {
    String text = new String(classFile, StandardCharsets.ISO_8859_1);
    return Stream.of(takenOut).anyMatch(text::contains);
  }
}
