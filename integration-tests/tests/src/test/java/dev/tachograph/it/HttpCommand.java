package dev.tachograph.it;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line for the program of HTTP calls, and what it comes to.
 *
 * @param calls how many calls the application makes of it, however many requests these take
 */
record HttpCommand(String line, String method, URI uri, int calls) {
  private static final Pattern STATUS = Pattern.compile("> \\w+: (\\d{3}) .*");

  static HttpCommand get(String url) {
    return get("get", url);
  }

  static HttpCommand async(String url) {
    return get("async", url);
  }

  /** The program waits for leave to cancel it. */
  static HttpCommand cancel(String url) {
    return get("cancel", url);
  }

  static HttpCommand within(int millis, String url) {
    return get("within " + millis, url);
  }

  static HttpCommand post(String url, String body) {
    return new HttpCommand("post " + url + " " + body, "POST", URI.create(url), 1);
  }

  /** Its handshake is no call. */
  static HttpCommand webSocket(String url) {
    return new HttpCommand("websocket " + url, "GET", URI.create(url), 0);
  }

  static HttpCommand crowd(int threads, int callsOfEach, String url) {
    return new HttpCommand(
        "crowd " + threads + " " + callsOfEach + " " + url,
        "GET",
        URI.create(url),
        threads * callsOfEach);
  }

  private static HttpCommand get(String command, String url) {
    return new HttpCommand(command + " " + url, "GET", URI.create(url), 1);
  }

  boolean isCancelled() {
    return line.startsWith("cancel ");
  }

  /** Whether the client has no such calls. */
  static boolean isUnsupported(String seen) {
    return seen.endsWith("unsupported");
  }

  /** The labels of its calls, if the application has seen this. */
  String labels(String seen) {
    Matcher status = STATUS.matcher(seen);
    String host = uri.getHost() + ":" + uri.getPort();
    return String.join(
        " ", method, host, uri.getPath(), status.matches() ? status.group(1) : "error");
  }
}
