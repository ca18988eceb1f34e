package dev.tachograph.agent.instrument.camunda;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import net.bytebuddy.asm.Advice;
import org.camunda.bpm.client.task.ExternalTask;
import org.jspecify.annotations.Nullable;

/** Plans for Camunda 7's client, which fetches external tasks and gives them to handlers. */
public final class CamundaInstrumentation extends FrameworkLibrary {
  private static final String CLIENT = "org/camunda/bpm/client/";
  private static final String TASK = CLIENT + "task/";
  private static final String MANAGER = CLIENT + "topic/impl/TopicSubscriptionManager";
  private static final String SERVICE = TASK + "impl/ExternalTaskServiceImpl";

  @Override
  public String name() {
    return "camunda";
  }

  @Override
  public String[] classNames() {
    return new String[] {MANAGER, SERVICE};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(MANAGER)) {
      plan.callInMethodNamed(
          "handleExternalTask",
          TASK + "ExternalTaskHandler",
          "execute",
          "(L" + TASK + "ExternalTask;L" + TASK + "ExternalTaskService;)V",
          Task.class);
    } else {
      plan.methodNamed("handleFailure", Fails.class).methodNamed("handleBpmnError", Fails.class);
    }
  }

  /** A handler gets a task. */
  static final class Task {
    private Task() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) ExternalTask task) {
      return FrameworkProbe.fetchedJob(
          "camunda", task.getTopicName(), task, task.getErrorMessage() != null);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }

  /** A handler reports that its task has failed, or ends in an error. */
  static final class Fails {
    private Fails() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      FrameworkProbe.jobFails();
    }
  }
}
