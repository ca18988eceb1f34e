package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.export.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Reads secrets. Its messages about a file that it cannot use reveal nothing of the content. */
final class SecretFile {
  private SecretFile() {}

  /** The text without the line end that editors add. */
  static String read(String path) throws IOException {
    String text = new String(RegularFile.read(path), StandardCharsets.UTF_8);
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
