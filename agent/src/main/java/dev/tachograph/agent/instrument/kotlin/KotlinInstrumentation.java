package dev.tachograph.agent.instrument.kotlin;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.instrument.method.MethodProbes;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.method.CoroutineProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for the place where Kotlin resumes coroutines: the ends of suspended functions. */
public final class KotlinInstrumentation implements LibraryInstrumentation {
  private static final String CONTINUATION = "kotlin/coroutines/jvm/internal/BaseContinuationImpl";

  @Override
  public String name() {
    return "kotlin";
  }

  @Override
  public boolean isForMethods() {
    return true;
  }

  @Override
  public String[] classNames() {
    return new String[] {CONTINUATION};
  }

  @Override
  public void prepare() {
    MethodProbes.prepare();
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.call(
        "resumeWith",
        "(Ljava/lang/Object;)V",
        CONTINUATION,
        "invokeSuspend",
        "(Ljava/lang/Object;)Ljava/lang/Object;",
        Resume.class);
  }

  /** A continuation goes on with the outcome of what it waited for. */
  static final class Resume {
    private Resume() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Receiver @Nullable Object continuation, @Advice.Argument(0) @Nullable Object result)
        throws IllegalAccessException {
      CoroutineProbe.resumed(continuation, result);
    }
  }
}
