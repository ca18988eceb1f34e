package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkflowProbe;

/** Client 3 measures the input of every workflow that it starts. */
final class WorkflowInputSizeAdvice {
  private WorkflowInputSizeAdvice() {}

  @Advice.OnEnter
  static void enter(@Advice.Argument(2) long bytes) {
    WorkflowProbe.inputMeasured(bytes);
  }
}
