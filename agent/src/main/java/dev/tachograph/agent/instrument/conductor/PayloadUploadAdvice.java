package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.WorkflowProbe;
import net.bytebuddy.asm.Advice;

/** A payload on its way to external storage, with its size in bytes. */
final class PayloadUploadAdvice {
  private PayloadUploadAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(2) long bytes) {
    WorkflowProbe.inputMeasured(bytes);
  }
}
