package dev.tachograph.agent.export.http.server;

import com.sun.net.httpserver.HttpHandler;
import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.MountedAnswer;
import dev.tachograph.agent.export.http.MountedEndpoint;
import dev.tachograph.agent.export.http.MountedRequest;
import dev.tachograph.agent.export.http.Served;
import dev.tachograph.agent.log.AgentLog;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.httpserver.HttpErrorHandlingPolicy;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The library's handler of scrapes, without a server. */
final class MountedScrapes implements MountedEndpoint {
  private final HttpHandler handler;
  private final AnswerMemory memory;
  private final Scrapes scrapes;
  private final HostCheck hosts;
  private final @Nullable Credentials credentials;

  MountedScrapes(HttpOptions options, Served served) throws IOException {
    credentials = options.auth() == null ? null : new Credentials(options.auth());
    hosts = new HostCheck(options.host(), options.allowedHosts());
    // No client is slow here: the application's server sends the answers.
    memory = new AnswerMemory(options.answerMemory(), () -> {});
    scrapes = new Scrapes(memory);
    handler =
        new MetricsHandler(
            PrometheusProperties.get(),
            served.registry(),
            HttpErrorHandlingPolicy.builder().errorReporter(MountedScrapes::failed).build());
  }

  private static void failed(Exception failure) {
    Answer answer = Answer.underWay();
    if (answer != null) {
      answer.fail(failure);
    }
  }

  @Override
  public MountedAnswer answer(MountedRequest request) {
    if (request.loopback && request.host != null && !hosts.allows(request.host)) {
      return MountedAnswer.text(403, "This host name is not in http.allowed-hosts");
    }
    if (credentials != null && !credentials.accept(request.authorization)) {
      AgentLog.warnOnce("mount-401", "a request without the right token was answered by 401");
      return new MountedAnswer(
          401, Map.of("WWW-Authenticate", credentials.challenge()), new byte[0]);
    }
    Answer answer =
        scrapes.answer(
            handler,
            null,
            request.path,
            request.accept == null ? "" : request.accept,
            request.acceptEncoding != null && Scrapes.acceptsGzip(request.acceptEncoding),
            request.query);
    if (answer == null) {
      answer = Scrapes.unavailable(new Answer(memory));
    }
    try {
      return whole(answer);
    } finally {
      answer.release();
    }
  }

  private static MountedAnswer whole(Answer answer) {
    ByteArrayOutputStream body = new ByteArrayOutputStream((int) answer.length());
    try {
      answer.writeTo(body, () -> {});
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Map<String, String> headers = new LinkedHashMap<>(answer.headers());
    headers.put("X-Content-Type-Options", "nosniff");
    return new MountedAnswer(answer.status(), headers, body.toByteArray());
  }
}
