package dev.tachograph.agent.export.http.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.Page;
import dev.tachograph.agent.export.http.Served;
import dev.tachograph.agent.log.AgentLog;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Guards all of the library's handlers. It refuses requests that they should not answer, lets them
 * make the answer, and sends it.
 */
final class Gate implements HttpHandler {
  private static final String METRICS = "/metrics";

  /** Open to all, because a health check need not know a secret. */
  private static final String HEALTH = "/-/healthy";

  private static final String EVERYTHING_ELSE = "/";

  private final Exchanges exchanges;
  private final AnswerMemory memory;
  private final Scrapes scrapes;
  private final Served served;
  private final HostCheck hosts;
  private final @Nullable Credentials credentials;

  /** By path. The JDK also passes paths that only begin like it. */
  private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();

  Gate(Exchanges exchanges, AnswerMemory memory, Served served, HttpOptions options)
      throws IOException {
    this.exchanges = exchanges;
    this.memory = memory;
    this.served = served;
    this.scrapes = new Scrapes(memory);
    this.credentials = options.auth() == null ? null : new Credentials(options.auth());
    this.hosts = new HostCheck(options.host(), options.allowedHosts());
  }

  HttpHandler guard(String path, HttpHandler handler) {
    if (!path.equals(EVERYTHING_ELSE)) {
      handlers.put(path, handler);
    }
    return this;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (!exchanges.enter(Exchanges.Phase.ANSWERING)) {
      throw new IOException("the place is needed");
    }
    boolean hasBody = hasBody(exchange.getRequestHeaders());
    Answer answer = answer(exchange, hasBody);
    try {
      Exchanges.Phase phase = hasBody ? Exchanges.Phase.DRAINING : Exchanges.Phase.SENDING;
      if (!exchanges.enter(phase)) {
        throw new IOException("the place is needed");
      }
      send(exchange, answer, hasBody);
    } finally {
      answer.release();
    }
  }

  private Answer answer(HttpExchange exchange, boolean hasBody) {
    try {
      Answer refusal = refusal(exchange, hasBody);
      return refusal != null ? refusal : permitted(exchange);
    } catch (RuntimeException e) {
      AgentLog.errorOnce("http:" + e.getClass(), "a request was answered by 500: " + e);
      return refuse(500, "The request failed; the process has logged why");
    }
  }

  private @Nullable Answer refusal(HttpExchange exchange, boolean hasBody) {
    String path = exchange.getRequestURI().getRawPath();
    if (!hosts.allows(exchange)) {
      return refuse(403, "This host name is not in http.allowed-hosts");
    }
    if (!handlers.containsKey(path) && served.page(path) == null) {
      return refuse(404, "Not Found");
    }
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      return refuse(405, "Method Not Allowed").header("Allow", "GET, HEAD");
    }
    if (hasBody) {
      return refuse(413, "Content Too Large");
    }
    return path.equals(HEALTH) ? null : withoutCredentials(exchange);
  }

  private @Nullable Answer withoutCredentials(HttpExchange exchange) {
    if (credentials == null
        || credentials.accept(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return null;
    }
    AgentLog.warnOnce("http-401", "a request without the right credentials was answered by 401");
    return new Answer(memory).begin(401).header("WWW-Authenticate", credentials.challenge());
  }

  private Answer refuse(int status, String text) {
    return Answers.text(new Answer(memory), status, text);
  }

  private Answer permitted(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    Page page = served.page(path);
    if (page != null) {
      String query = exchange.getRequestURI().getRawQuery();
      return Answers.page(
          new Answer(memory), page, query == null ? "" : query, Scrapes.acceptsGzip(exchange));
    }
    HttpHandler handler = handlers.get(path);
    if (handler == null) {
      return refuse(404, "Not Found");
    }
    if (!path.equals(METRICS)) {
      return scrapes.make(handler, exchange);
    }
    Answer answer = scrapes.answer(handler, exchange);
    return answer != null ? answer : Scrapes.unavailable(new Answer(memory));
  }

  private static boolean hasBody(Headers headers) {
    String length = headers.getFirst("Content-Length");
    return headers.containsKey("Transfer-Encoding")
        || (length != null && !length.trim().equals("0"));
  }

  private void send(HttpExchange exchange, Answer answer, boolean thenClose) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    answer.headers().forEach(headers::set);
    headers.set("X-Content-Type-Options", "nosniff");
    if (thenClose) {
      headers.set("Connection", "close");
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      headers.set("Content-Length", String.valueOf(answer.length()));
    }
    // -1 means no body; 0 would mean one of unknown length.
    boolean withBody = !head && answer.length() > 0;
    exchange.sendResponseHeaders(answer.status(), withBody ? answer.length() : -1);
    if (withBody) {
      try (OutputStream body = exchange.getResponseBody()) {
        answer.writeTo(body, exchanges::progress);
      }
    }
    exchange.close();
  }
}
