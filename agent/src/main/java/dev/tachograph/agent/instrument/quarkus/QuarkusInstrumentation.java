package dev.tachograph.agent.instrument.quarkus;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import dev.tachograph.bootstrap.framework.TriggerProbe;
import io.quarkus.scheduler.ScheduledExecution;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Quarkus' {@code @Scheduled}. The build makes an invoker for each method; what all of
 * them extend calls the method, once nothing wants the execution skipped. Its failure goes into the
 * stage that it returns. Those of Kotlin's {@code suspend} functions extend another class, whose
 * stage ends with the coroutine.
 */
public final class QuarkusInstrumentation extends FrameworkLibrary {
  private static final String INVOKER = "io/quarkus/scheduler/common/runtime/DefaultInvoker";

  private static final String EXECUTION =
      "(Lio/quarkus/scheduler/ScheduledExecution;)Ljava/util/concurrent/CompletionStage;";

  private static final String OF_COROUTINES =
      "io/quarkus/scheduler/kotlin/runtime/AbstractCoroutineInvoker";

  @Override
  public String name() {
    return "quarkus";
  }

  @Override
  public String[] classNames() {
    return new String[] {INVOKER, OF_COROUTINES};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    if (className.equals(INVOKER)) {
      plan.callInMethodNamed("invoke", INVOKER, "invokeBean", EXECUTION, Execution.class);
    } else {
      plan.method("invoke", EXECUTION, Execution.class);
    }
  }

  /** A method is called. */
  static final class Execution {
    private Execution() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) ScheduledExecution execution) {
      // What Quartz schedules for Quarkus is a job of Quartz.
      return execution.getClass().getName().startsWith("io.quarkus.quartz.")
          ? null
          : TriggerProbe.firing(
              "quarkus",
              execution.getTrigger().getMethodDescription(),
              execution.getTrigger().getId(),
              execution.getScheduledFireTime());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.endedWith(started, returned, thrown);
    }
  }
}
