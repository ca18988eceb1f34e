package dev.tachograph.agent.instrument.zeebe;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Zeebe's client and its successor, Camunda 8's. Both have the same classes in packages
 * of their own.
 */
public final class ZeebeInstrumentation extends FrameworkLibrary {
  private static final String ZEEBE = "io/camunda/zeebe/client/";
  private static final String CAMUNDA = "io/camunda/client/";
  private static final String FACTORY = "impl/worker/JobRunnableFactory";

  /** The factory is an interface since 8.3. */
  private static final String FACTORY_IMPL = FACTORY + "Impl";

  private static final String CLIENT = "impl/worker/JobClientImpl";

  @Override
  public String name() {
    return "zeebe";
  }

  @Override
  public String[] classNames() {
    return new String[] {
      ZEEBE + FACTORY,
      ZEEBE + FACTORY_IMPL,
      ZEEBE + CLIENT,
      CAMUNDA + FACTORY_IMPL,
      CAMUNDA + CLIENT
    };
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    boolean isZeebe = className.startsWith(ZEEBE);
    String library = isZeebe ? ZEEBE : CAMUNDA;
    if (className.endsWith(CLIENT)) {
      String commands = "(J)L" + library + "api/command/";
      plan.method("newFailCommand", commands + "FailJobCommandStep1;", Fails.class)
          .method("newThrowErrorCommand", commands + "ThrowErrorCommandStep1;", Fails.class);
      return;
    }
    plan.callAnywhere(
        library + "api/worker/JobHandler",
        "handle",
        "(L" + library + "api/worker/JobClient;L" + library + "api/response/ActivatedJob;)V",
        isZeebe ? ZeebeJob.class : CamundaJob.class);
    if (!className.equals(ZEEBE + FACTORY)) {
      plan.requireOneOfLast(1);
    }
  }

  /** A handler of Zeebe's client gets a job. */
  static final class ZeebeJob {
    private ZeebeJob() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(1) io.camunda.zeebe.client.api.response.ActivatedJob job) {
      return FrameworkProbe.job("zeebe", job.getType());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }

  /** A handler of Camunda's client gets a job. */
  static final class CamundaJob {
    private CamundaJob() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(1) io.camunda.client.api.response.ActivatedJob job) {
      return FrameworkProbe.job("zeebe", job.getType());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }

  /** A handler is about to report that its job has failed, or ends in an error. */
  static final class Fails {
    private Fails() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      FrameworkProbe.jobFails();
    }
  }
}
