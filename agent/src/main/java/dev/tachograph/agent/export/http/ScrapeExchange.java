package dev.tachograph.agent.export.http;

import io.prometheus.metrics.exporter.common.PrometheusHttpExchange;
import io.prometheus.metrics.exporter.common.PrometheusHttpRequest;
import io.prometheus.metrics.exporter.common.PrometheusHttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shows a request to the library's handler and keeps what the handler answers, instead of sending
 * it: a failure in the middle of a response can still become a clean 500, and the length of every
 * response is known.
 */
final class ScrapeExchange
    implements PrometheusHttpExchange, PrometheusHttpRequest, PrometheusHttpResponse {

  /** The client's mistake, not ours. */
  static final class MalformedQuery extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final HttpRequest request;
  private final boolean protobufAllowed;
  private final Map<String, List<String>> parameters;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(1 << 14);
  private int status;
  private @Nullable Throwable failure;

  /**
   * @param protobufAllowed whether the client may have protobuf if it wants to
   */
  ScrapeExchange(HttpRequest request, boolean protobufAllowed) {
    this.request = request;
    this.protobufAllowed = protobufAllowed;
    this.parameters = parse(request.query);
  }

  /**
   * @throws IOException or RuntimeException, what the handler met
   */
  HttpResponse response() throws IOException {
    if (failure instanceof IOException) {
      throw (IOException) failure;
    }
    if (failure instanceof RuntimeException) {
      throw (RuntimeException) failure;
    }
    return new HttpResponse(status, headers, body.toByteArray());
  }

  private static Map<String, List<String>> parse(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    try {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals >= 0) {
          parameters
              .computeIfAbsent(decode(pair.substring(0, equals)), unused -> new ArrayList<>(1))
              .add(decode(pair.substring(equals + 1)));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new MalformedQuery();
    }
    return parameters;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public PrometheusHttpRequest getRequest() {
    return this;
  }

  @Override
  public PrometheusHttpResponse getResponse() {
    return this;
  }

  @Override
  public void handleException(IOException e) {
    failure = e;
  }

  @Override
  public void handleException(RuntimeException e) {
    failure = e;
  }

  @Override
  public void close() {}

  @Override
  public String getQueryString() {
    return request.query;
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return Collections.enumeration(request.headers(name));
  }

  @Override
  public @Nullable String getHeader(String name) {
    String value = request.header(name);
    return value != null && name.equalsIgnoreCase("Accept") && !protobufAllowed
        ? withoutProtobuf(value)
        : value;
  }

  private static String withoutProtobuf(String accept) {
    StringBuilder rest = new StringBuilder();
    for (String mediaType : accept.split(",", -1)) {
      if (!mediaType.contains("protobuf")) {
        rest.append(rest.length() == 0 ? "" : ",").append(mediaType);
      }
    }
    return rest.toString();
  }

  /** Always GET: what HEAD leaves out is left out when the response is sent. */
  @Override
  public String getMethod() {
    return "GET";
  }

  @Override
  public String getRequestPath() {
    return request.path;
  }

  @Override
  public String @Nullable [] getParameterValues(String name) {
    List<String> values = parameters.get(name);
    return values == null ? null : values.toArray(new String[0]);
  }

  @Override
  public void setHeader(String name, String value) {
    // The length is that of the body that is here in the end.
    if (!name.equalsIgnoreCase("Content-Length")) {
      headers.put(name, value);
    }
  }

  @Override
  public OutputStream sendHeadersAndGetBody(int statusCode, int contentLength) {
    status = statusCode;
    return body;
  }
}
