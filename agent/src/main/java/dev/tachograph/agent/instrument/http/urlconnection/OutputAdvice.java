package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.UrlConnectionProbe;
import java.io.InputStream;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** The application asks for the stream of the request's body, which connects. */
final class OutputAdvice {
  private OutputAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.This Object connection,
      @Advice.Field("inputStream") @Nullable InputStream response,
      @Advice.Field("method") String method,
      @Advice.Field("url") URL url) {
    return UrlConnectionProbe.openingForOutput(connection, response, method, url);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object opening,
      @Advice.Field("responseCode") int status,
      @Advice.Field("method") String method,
      @Advice.Returned @Nullable Object body,
      @Advice.Thrown @Nullable Throwable thrown) {
    UrlConnectionProbe.openedForOutput(opening, status, method, body, thrown);
  }
}
