package dev.tachograph.agent.export.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A whole response: nothing is sent before all of it is known, so no answer breaks off half-way.
 */
final class HttpResponse {
  final int status;
  final byte[] body;
  private final Map<String, String> headers = new LinkedHashMap<>();

  HttpResponse(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers.putAll(headers);
    this.body = body;
  }

  /** An answer that is a short sentence of our own; never anything taken from an exception. */
  static HttpResponse text(int status, String sentence) {
    HttpResponse response =
        new HttpResponse(status, new LinkedHashMap<>(), (sentence + '\n').getBytes(UTF_8));
    response.headers.put("Content-Type", "text/plain; charset=utf-8");
    return response;
  }

  static HttpResponse status(int status) {
    return text(status, reason(status));
  }

  HttpResponse withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** Status line and headers. They are those of GET for HEAD too, as HTTP wants it. */
  byte[] head(boolean keepAlive) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
    head.append("Date: ")
        .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)))
        .append("\r\n");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    head.append("Content-Length: ").append(body.length).append("\r\n");
    head.append("Connection: ").append(keepAlive ? "keep-alive" : "close").append("\r\n\r\n");
    return head.toString().getBytes(ISO_8859_1);
  }

  private static String reason(int status) {
    switch (status) {
      case 200:
        return "OK";
      case 400:
        return "Bad Request";
      case 404:
        return "Not Found";
      case 405:
        return "Method Not Allowed";
      case 431:
        return "Request Header Fields Too Large";
      case 503:
        return "Service Unavailable";
      case 505:
        return "HTTP Version Not Supported";
      default:
        return "Internal Server Error";
    }
  }
}
