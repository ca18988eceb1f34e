package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkflowProbe;

/** A payload on its way to external storage, with its size in bytes. */
final class PayloadUploadAdvice {
  private PayloadUploadAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Argument(2) long bytes) {
    WorkflowProbe.inputMeasured(bytes);
  }
}
