package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.metadata.workflow.StartWorkflowRequest;
import dev.tachograph.bootstrap.probe.WorkflowProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** The start of a workflow. */
final class StartWorkflowAdvice {
  private StartWorkflowAdvice() {}

  @Advice.OnMethodEnter(suppress = Throwable.class)
  static @Nullable String enter(@Advice.Argument(0) StartWorkflowRequest request) {
    return WorkflowProbe.startEntered(request.getName());
  }

  @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
  static void exit(
      @Advice.Argument(0) StartWorkflowRequest request,
      @Advice.Enter @Nullable String outer,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkflowProbe.startEnded(outer, request.getName(), request.getVersion(), thrown);
  }
}
