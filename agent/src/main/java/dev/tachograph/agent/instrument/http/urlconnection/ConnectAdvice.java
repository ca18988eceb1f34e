package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.UrlConnectionProbe;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/** The application connects, or the connection itself does. */
final class ConnectAdvice {
  private ConnectAdvice() {}

  @Advice.OnEnter
  static @Nullable Object enter(
      @Advice.This Object connection,
      @Advice.Field("connected") boolean connected,
      @Advice.Field("method") String method,
      @Advice.Field("url") URL url) {
    return UrlConnectionProbe.opening(connection, connected, method, url);
  }

  @Advice.OnExit
  static void exit(
      @Advice.Entered @Nullable Object opening,
      @Advice.Field("responseCode") int status,
      @Advice.Thrown @Nullable Throwable thrown) {
    UrlConnectionProbe.opened(opening, status, thrown);
  }
}
