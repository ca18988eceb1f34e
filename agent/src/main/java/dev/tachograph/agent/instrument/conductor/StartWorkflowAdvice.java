package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.common.metadata.workflow.StartWorkflowRequest;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.WorkflowProbe;
import org.jspecify.annotations.Nullable;

/** The start of a workflow. */
final class StartWorkflowAdvice {
  private StartWorkflowAdvice() {}

  @Advice.OnEnter
  static @Nullable String enter(@Advice.Argument(0) StartWorkflowRequest request) {
    return WorkflowProbe.startEntered(request.getName());
  }

  @Advice.OnExit
  static void exit(
      @Advice.Argument(0) StartWorkflowRequest request,
      @Advice.Entered @Nullable String outer,
      @Advice.Thrown @Nullable Throwable thrown) {
    WorkflowProbe.startEnded(outer, request.getName(), request.getVersion(), thrown);
  }
}
