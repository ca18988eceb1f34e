package dev.tachograph.agent.export.http.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An exchange as a handler of the library sees it: always a GET, with only the parts of the request
 * that concern the answer. The answer is kept, not sent. So a failure in the middle can still
 * become a clean 500, the length is known, and exchanges can share the answer.
 */
final class LibraryExchange extends HttpExchange {
  private final @Nullable HttpExchange original;
  private final URI uri;
  private final Headers requestHeaders = new Headers();
  private final Headers responseHeaders = new Headers();
  private final Answer answer;
  private final OutputStream body;
  private int status = -1;

  /**
   * @param original null if the request came through a server of the application's
   */
  LibraryExchange(@Nullable HttpExchange original, URI uri, Answer answer) {
    this.original = original;
    this.uri = uri;
    this.answer = answer;
    this.body = new Body(answer);
  }

  private static final class Body extends OutputStream {
    private final Answer answer;

    Body(Answer answer) {
      this.answer = answer;
    }

    @Override
    public void write(int b) {
      answer.append(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) {
      answer.append(bytes, offset, count);
    }
  }

  @Override
  public Headers getRequestHeaders() {
    return requestHeaders;
  }

  @Override
  public Headers getResponseHeaders() {
    return responseHeaders;
  }

  @Override
  public URI getRequestURI() {
    return uri;
  }

  @Override
  public String getRequestMethod() {
    return "GET";
  }

  @Override
  public @Nullable HttpContext getHttpContext() {
    return original == null ? null : original.getHttpContext();
  }

  @Override
  public void close() {}

  @Override
  public InputStream getRequestBody() {
    return InputStream.nullInputStream();
  }

  @Override
  public OutputStream getResponseBody() {
    return body;
  }

  @Override
  public void sendResponseHeaders(int code, long length) {
    status = code;
    answer.begin(code);
    for (String name : responseHeaders.keySet()) {
      // The answer knows its own length in the end.
      if (!name.equalsIgnoreCase("Content-Length")) {
        answer.header(name, responseHeaders.getFirst(name));
      }
    }
  }

  @Override
  public @Nullable InetSocketAddress getRemoteAddress() {
    return original == null ? null : original.getRemoteAddress();
  }

  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public @Nullable InetSocketAddress getLocalAddress() {
    return original == null ? null : original.getLocalAddress();
  }

  @Override
  public @Nullable String getProtocol() {
    return original == null ? null : original.getProtocol();
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return null;
  }

  @Override
  public void setAttribute(String name, @Nullable Object value) {}

  @Override
  public void setStreams(@Nullable InputStream in, @Nullable OutputStream out) {}

  @Override
  public @Nullable HttpPrincipal getPrincipal() {
    return original == null ? null : original.getPrincipal();
  }
}
