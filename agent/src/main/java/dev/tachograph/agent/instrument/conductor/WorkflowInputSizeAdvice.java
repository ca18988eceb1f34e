package dev.tachograph.agent.instrument.conductor;

import dev.tachograph.bootstrap.probe.WorkflowProbe;
import net.bytebuddy.asm.Advice;

/** Client 3 measures the input of every workflow that it starts. */
final class WorkflowInputSizeAdvice {
  private WorkflowInputSizeAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static void enter(@Advice.Argument(2) long bytes) {
    WorkflowProbe.inputMeasured(bytes);
  }
}
