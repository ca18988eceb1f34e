package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.UrlConnectionProbe;
import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The application connects, or the connection itself does. */
final class ConnectAdvice {
  private ConnectAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This(optional = true) Object connection,
      @Woven.Field("connected") boolean connected,
      @Woven.Field("method") String method,
      @Woven.Field("url") URL url) {
    return UrlConnectionProbe.opening(connection, connected, method, url);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object opening,
      @Woven.Field("responseCode") int status,
      @Advice.Thrown @Nullable Throwable thrown) {
    UrlConnectionProbe.opened(opening, status, thrown);
  }
}
