package dev.tachograph.agent.instrument.http.urlconnection;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.UrlConnectionProbe;
import org.jspecify.annotations.Nullable;

/** The application writes the body of a request as it is sent, or closes it. */
final class UploadAdvice {
  private UploadAdvice() {}

  @Advice.OnEnter
  static boolean enter(@Advice.Field("closed") boolean closed) {
    return UrlConnectionProbe.uploading(closed);
  }

  @Advice.OnExit
  static void exit(
      @Advice.This Object body,
      @Advice.Entered boolean uploading,
      @Advice.Thrown @Nullable Throwable thrown) {
    UrlConnectionProbe.uploaded(body, uploading, thrown);
  }
}
