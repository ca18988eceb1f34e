package dev.tachograph.agent.export.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads request heads (RFC 9112). What it does not understand it refuses with a status. */
final class HttpRequestParser {

  private HttpRequestParser() {}

  /** The request cannot be answered other than by its status and the end of the connection. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    final int status;

    Refused(int status) {
      super(null, null, false, false);
      this.status = status;
    }
  }

  /**
   * The number of bytes of the head at the beginning of the buffer, its empty line included; -1 if
   * it is not complete.
   */
  static int headLength(byte[] buffer, int length) {
    for (int i = 0; i < length; i++) {
      if (buffer[i] != '\n') {
        continue;
      }
      if (i + 1 < length && buffer[i + 1] == '\n') {
        return i + 2;
      }
      if (i + 2 < length && buffer[i + 1] == '\r' && buffer[i + 2] == '\n') {
        return i + 3;
      }
    }
    return -1;
  }

  /**
   * @param length what {@link #headLength} returned
   */
  static HttpRequest parse(byte[] buffer, int length) throws Refused {
    String[] lines = new String(buffer, 0, length, ISO_8859_1).split("\r?\n", -1);
    String[] requestLine = lines[0].split(" ", -1);
    if (requestLine.length != 3 || !isToken(requestLine[0])) {
      throw new Refused(400);
    }
    String version = requestLine[2];
    if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
      throw new Refused(version.startsWith("HTTP/") ? 505 : 400);
    }
    Map<String, List<String>> headers = parseHeaders(lines);
    String target = originForm(requestLine[1]);
    int question = target.indexOf('?');
    return new HttpRequest(
        requestLine[0],
        question < 0 ? target : target.substring(0, question),
        question < 0 ? "" : target.substring(question + 1),
        // No resource takes a body; what follows it could only be found by reading it to its end.
        keepAlive(version, headers.get("connection")) && !announcesBody(headers),
        headers);
  }

  private static Map<String, List<String>> parseHeaders(String[] lines) throws Refused {
    Map<String, List<String>> headers = new HashMap<>();
    for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 0 || !isToken(lines[i].substring(0, colon))) {
        throw new Refused(400);
      }
      String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      headers
          .computeIfAbsent(name, unused -> new ArrayList<>(1))
          .add(lines[i].substring(colon + 1).trim());
    }
    return headers;
  }

  private static boolean announcesBody(Map<String, List<String>> headers) {
    List<String> length = headers.get("content-length");
    boolean empty = length == null || (length.size() == 1 && length.get(0).equals("0"));
    return !empty || headers.containsKey("transfer-encoding");
  }

  private static String originForm(String target) throws Refused {
    if (target.startsWith("/")) {
      return target;
    }
    if (target.startsWith("http://")) {
      int slash = target.indexOf('/', "http://".length());
      return slash < 0 ? "/" : target.substring(slash);
    }
    throw new Refused(400);
  }

  private static boolean keepAlive(String version, @Nullable List<String> connection) {
    boolean keepAlive = version.equals("HTTP/1.1");
    if (connection != null) {
      for (String value : connection) {
        for (String option : value.split(",", -1)) {
          if (option.trim().equalsIgnoreCase("close")) {
            return false;
          }
          if (option.trim().equalsIgnoreCase("keep-alive")) {
            keepAlive = true;
          }
        }
      }
    }
    return keepAlive;
  }

  private static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 127 || "\"(),/:;<=>?@[\\]{}".indexOf(c) >= 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
