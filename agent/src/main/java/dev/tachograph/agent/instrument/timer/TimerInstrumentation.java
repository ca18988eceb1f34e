package dev.tachograph.agent.instrument.timer;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.framework.FrameworkProbe;
import dev.tachograph.bootstrap.framework.TriggerProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for {@link java.util.Timer}, whose thread calls each task. */
public final class TimerInstrumentation implements LibraryInstrumentation {
  private static final String THREAD = "java/util/TimerThread";

  @Override
  public String name() {
    return "timer";
  }

  /** Its tasks end when they return. A scrape loads the class, and most programs have no timer. */
  @Override
  public void prepare() {
    FrameworkLibrary.prepareProbes();
  }

  @Override
  public String[] classNames() {
    return new String[] {THREAD};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.call(
            "mainLoop",
            "()V",
            "java/util/TaskQueue",
            "getMin",
            "()Ljava/util/TimerTask;",
            Next.class)
        .call("mainLoop", "()V", "java/util/TimerTask", "run", "()V", Task.class);
  }

  /**
   * The thread looks at the task that comes next. When it calls the task, the time has become that
   * of the next run, and of tasks with a fixed delay nothing tells any more how late they are.
   */
  static final class Next {
    private Next() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Woven.ArgumentField(argument = Woven.AddedField.RETURNED, value = "nextExecutionTime")
            long dueMillis) {
      TriggerProbe.timerAwaits(dueMillis);
    }
  }

  /** The thread calls a task. */
  static final class Task {
    private Task() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Woven.Receiver Object task) {
      return TriggerProbe.timed("timer", task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      FrameworkProbe.ended(started, thrown);
    }
  }
}
