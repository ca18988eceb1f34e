package dev.tachograph.agent.export.http.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads secrets. Its messages about a file that it cannot use reveal nothing of the content. */
final class SecretFile {
  private SecretFile() {}

  /** The text without the line end that editors add. */
  static String read(String path) throws IOException {
    String text;
    try {
      text = new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IOException(path + " cannot be read", e);
    }
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    if (end == 0) {
      throw new IOException(path + " is empty");
    }
    return text.substring(0, end);
  }
}
