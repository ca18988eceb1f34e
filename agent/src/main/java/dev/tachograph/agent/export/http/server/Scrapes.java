package dev.tachograph.agent.export.http.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.tachograph.agent.log.AgentLog;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets the library's handlers make their answers. They see only the parts of a request that concern
 * the answer: {@code name[]}, the formats and gzip. They do not see {@code debug}, which would echo
 * the request.
 */
final class Scrapes {
  private static final String NAMES = "name[]";

  private final AnswerMemory memory;
  private final SharedAnswers shared = new SharedAnswers();

  Scrapes(AnswerMemory memory) {
    this.memory = memory;
  }

  /** The library's answer to a scrape; null if there is none in time. */
  @Nullable Answer answer(HttpHandler handler, HttpExchange exchange) {
    return answer(
        handler,
        exchange,
        exchange.getRequestURI().getRawPath(),
        accept(exchange),
        acceptsGzip(exchange),
        exchange.getRequestURI().getRawQuery());
  }

  /**
   * The same for a scrape whose exchange may not be the JDK's.
   *
   * @param query the whole query as it was sent; null if there is none
   */
  @Nullable Answer answer(
      HttpHandler handler,
      @Nullable HttpExchange exchange,
      String path,
      String accept,
      boolean gzip,
      @Nullable String query) {
    String names = names(query);
    return shared.answer(
        accept + '\n' + gzip + '\n' + names,
        () -> make(handler, exchange, path, accept, gzip, names));
  }

  /** The library's answer to any other request. */
  Answer make(HttpHandler handler, HttpExchange exchange) {
    return make(handler, exchange, exchange.getRequestURI().getRawPath(), "", false, "");
  }

  private Answer make(
      HttpHandler handler,
      @Nullable HttpExchange exchange,
      String path,
      String accept,
      boolean gzip,
      String query) {
    Answer answer = new Answer(memory);
    try {
      URI uri = new URI(path + (query.isEmpty() ? "" : '?' + query));
      LibraryExchange seen = new LibraryExchange(exchange, uri, answer);
      if (!accept.isEmpty()) {
        seen.getRequestHeaders().set("Accept", accept);
      }
      if (gzip) {
        seen.getRequestHeaders().set("Accept-Encoding", "gzip");
      }
      answer.make(() -> handler.handle(seen));
    } catch (OutOfMemoryError e) {
      // The heap is the application's, and there is no memory for a log line either.
      return failed(answer);
    } catch (Throwable e) {
      answer.fail(e);
    }
    Throwable failure = answer.failure();
    if (failure == null) {
      return answer;
    }
    if (failure instanceof AnswerMemory.NoRoomException) {
      AgentLog.warnOnce(
          "answer-memory",
          "a scrape was answered by 503, since it needs more than http.answer-memory has left");
      return unavailable(answer);
    }
    AgentLog.errorOnce(
        "answer:" + failure.getClass(), "a scrape failed and was answered by 500: " + failure);
    return failed(answer);
  }

  private static Answer failed(Answer answer) {
    answer.clear();
    return Answers.text(answer, 500, "The scrape failed; the process has logged why");
  }

  static Answer unavailable(Answer answer) {
    answer.clear();
    return Answers.text(answer, 503, "Too many answers are under way").header("Retry-After", "5");
  }

  private static String accept(HttpExchange exchange) {
    List<String> lines = exchange.getRequestHeaders().get("Accept");
    return lines == null ? "" : String.join(",", lines);
  }

  static boolean acceptsGzip(HttpExchange exchange) {
    List<String> lines = exchange.getRequestHeaders().get("Accept-Encoding");
    return lines != null && acceptsGzip(String.join(",", lines));
  }

  static boolean acceptsGzip(String acceptEncoding) {
    for (String encoding : acceptEncoding.split(",", -1)) {
      if (encoding.trim().equalsIgnoreCase("gzip")) {
        return true;
      }
    }
    return false;
  }

  /** The parameters of a query that restrict a scrape, as they were sent. */
  static String names(@Nullable String query) {
    StringBuilder names = new StringBuilder();
    if (query != null) {
      for (String parameter : query.split("&", -1)) {
        int equals = parameter.indexOf('=');
        if (equals >= 0 && isNames(parameter.substring(0, equals))) {
          names.append(names.length() == 0 ? "" : "&").append(parameter);
        }
      }
    }
    return names.toString();
  }

  private static boolean isNames(String parameter) {
    return parameter.equals(NAMES)
        || URLDecoder.decode(parameter, StandardCharsets.UTF_8).equals(NAMES);
  }
}
