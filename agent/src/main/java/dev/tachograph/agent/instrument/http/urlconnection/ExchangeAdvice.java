package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.UrlConnectionProbe;
import java.io.InputStream;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** The application asks for the response, for the first time or once more. */
final class ExchangeAdvice {
  private ExchangeAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.This Object connection,
      @Advice.Field("inputStream") @Nullable InputStream response,
      @Advice.Field("rememberedException") @Nullable Exception failure,
      @Advice.Field("method") String method,
      @Advice.Field("url") URL url) {
    return UrlConnectionProbe.exchanging(connection, response, failure, method, url);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object exchanging,
      @Advice.Field("responseCode") int status,
      @Advice.Field("method") String method,
      @Advice.Returned @Nullable Object body,
      @Advice.Thrown @Nullable Throwable thrown) {
    UrlConnectionProbe.exchanged(exchanging, status, method, body, thrown);
  }
}
