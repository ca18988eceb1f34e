package dev.tachograph.agent.instrument.spring;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import java.lang.reflect.Method;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for Spring's scheduled methods. */
public final class SpringScheduledInstrumentation extends FrameworkLibrary {
  @Override
  public String name() {
    return "springscheduled";
  }

  @Override
  public String[] classNames() {
    return new String[] {"org/springframework/scheduling/support/ScheduledMethodRunnable"};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.method("run", "()V", Run.class);
  }

  /** A trigger fires. */
  static final class Run {
    private Run() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Field("method") Method method, @Woven.Field("target") Object target) {
      return FrameworkProbe.firing("springscheduled", method, target);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }
}
