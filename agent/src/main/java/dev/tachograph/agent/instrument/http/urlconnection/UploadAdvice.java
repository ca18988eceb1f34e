package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.probe.UrlConnectionProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The application writes the body of a request as it is sent, or closes it. */
final class UploadAdvice {
  private UploadAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static boolean enter(@Woven.Field("closed") boolean closed) {
    return UrlConnectionProbe.uploading(closed);
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object body,
      @Advice.Enter boolean uploading,
      @Advice.Thrown @Nullable Throwable thrown) {
    UrlConnectionProbe.uploaded(body, uploading, thrown);
  }
}
