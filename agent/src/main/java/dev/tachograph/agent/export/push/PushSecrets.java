package dev.tachograph.agent.export.push;

import dev.tachograph.agent.export.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads credentials and headers from their files, at each push, since files may be replaced. Its
 * messages reveal nothing of the content.
 */
final class PushSecrets {
  private final PushOptions options;

  PushSecrets(PushOptions options) {
    this.options = options;
  }

  /** The headers of a request, by name. */
  Map<String, String> headers() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    if (options.headersFile != null) {
      addLines(options.headersFile, headers);
    }
    if (options.user != null && options.passwordFile != null) {
      String credentials = options.user + ':' + secret(options.passwordFile);
      headers.put(
          "Authorization",
          "Basic "
              + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    } else if (options.bearerFile != null) {
      headers.put("Authorization", "Bearer " + secret(options.bearerFile));
    }
    return headers;
  }

  private static void addLines(String file, Map<String, String> headers) throws IOException {
    int number = 0;
    for (String line : text(file).split("\\R")) {
      number++;
      if (line.trim().isEmpty()) {
        continue;
      }
      int colon = line.indexOf(':');
      String name = colon < 0 ? "" : line.substring(0, colon);
      if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")) {
        throw new IOException(file + " line " + number + " is not 'Name: value'");
      }
      headers.put(name, oneLine(file, line.substring(colon + 1).trim()));
    }
  }

  /** The text of a file without the line end that editors add. */
  static String secret(String file) throws IOException {
    String text = text(file);
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    if (end == 0) {
      throw new IOException(file + " is empty");
    }
    return oneLine(file, text.substring(0, end));
  }

  /** A control character would end the header, and begin another one. */
  private static String oneLine(String file, String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        throw new IOException(file + " holds a control character");
      }
    }
    return text;
  }

  private static String text(String file) throws IOException {
    return new String(RegularFile.read(file), StandardCharsets.UTF_8);
  }
}
