package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.UrlConnectionProbe;
import java.io.InputStream;
import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The application asks for the stream of the request's body, which connects. */
final class OutputAdvice {
  private OutputAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable Object enter(
      @Advice.This(optional = true) Object connection,
      @Woven.Field("inputStream") @Nullable InputStream response,
      @Woven.Field("method") String method,
      @Woven.Field("url") URL url) {
    return UrlConnectionProbe.openingForOutput(connection, response, method, url);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Enter @Nullable Object opening,
      @Woven.Field("responseCode") int status,
      @Woven.Field("method") String method,
      @Advice.Return @Nullable Object body,
      @Advice.Thrown @Nullable Throwable thrown) {
    UrlConnectionProbe.openedForOutput(opening, status, method, body, thrown);
  }
}
