package dev.tachograph.agent.instrument.smallryeft;

import dev.tachograph.agent.instrument.retry.RetryLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.retry.RetryProbe;
import io.smallrye.faulttolerance.core.retry.RetryEvents;
import net.bytebuddy.asm.Advice;

/**
 * Plans for SmallRye Fault Tolerance. Its retry strategies get the context of a call and tell it,
 * on whatever thread, when they repeat the call and when they are done.
 */
public final class SmallRyeInstrumentation extends RetryLibrary {
  private static final String CORE = "io/smallrye/faulttolerance/core/";
  private static final String RETRY = CORE + "retry/Retry";
  private static final String STAGE_RETRY = CORE + "retry/CompletionStageRetry";
  private static final String CONTEXT = CORE + "FaultToleranceContext";
  private static final String EARLIER_CONTEXT = CORE + "InvocationContext";

  @Override
  public String name() {
    return "smallryeft";
  }

  @Override
  public String[] classNames() {
    return new String[] {RETRY, STAGE_RETRY, CONTEXT, EARLIER_CONTEXT};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case RETRY:
        plan.optionalMethod("apply", "(L" + CONTEXT + ";)L" + CORE + "Future;", Begin.class)
            .optionalMethod("apply", "(L" + EARLIER_CONTEXT + ";)Ljava/lang/Object;", Begin.class)
            .requireOneOfLast(2);
        break;
      case STAGE_RETRY:
        plan.method(
            "apply",
            "(L" + EARLIER_CONTEXT + ";)Ljava/util/concurrent/CompletionStage;",
            Begin.class);
        break;
      case CONTEXT:
        plan.method("fireEvent", "(L" + CORE + "FaultToleranceEvent;)V", Event.class);
        break;
      case EARLIER_CONTEXT:
        plan.method("fireEvent", "(L" + CORE + "InvocationContextEvent;)V", Event.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** A retry strategy gets a call. The context is in another package, so no field can hold it. */
  static final class Begin {
    private Begin() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(0) Object context, @Woven.Field("description") String description) {
      RetryProbe.began(context, 0, "smallryeft", description);
    }
  }

  /** A strategy says what it does. Other strategies have events of their own. */
  static final class Event {
    private Event() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object context, @Advice.Argument(0) Object event) {
      if (event == RetryEvents.Retried.INSTANCE) {
        RetryProbe.failed(context, null, true);
      } else if (event instanceof RetryEvents.Finished) {
        RetryProbe.ended(context, null, event != RetryEvents.Finished.VALUE_RETURNED);
      }
    }
  }
}
