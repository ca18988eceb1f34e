package dev.tachograph.agent.instrument.http.jersey;

import dev.tachograph.bootstrap.probe.HttpTemplateProbe;
import net.bytebuddy.asm.Advice;

/** A target was made of another one, for a path below. */
final class PathAdvice {
  private PathAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(
      @Advice.This(optional = true) Object target,
      @Advice.Argument(0) String path,
      @Advice.Return Object made) {
    HttpTemplateProbe.extended(target, path, made);
  }
}
