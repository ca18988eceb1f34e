package dev.tachograph.agent.instrument.tomcat;

import dev.tachograph.agent.instrument.executor.ExecutorInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.instrument.executor.ThreadPoolPlan;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.executor.RetryingPoolProbe;
import dev.tachograph.bootstrap.executor.ThreadPoolProbe;
import java.util.Collections;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for Tomcat's thread pool, and for the endpoint that names it. */
public final class TomcatInstrumentation extends ExecutorLibrary {
  private static final String POOL = "org/apache/tomcat/util/threads/ThreadPoolExecutor";
  private static final String ENDPOINT = "org/apache/tomcat/util/net/AbstractEndpoint";

  /** Internal name of the type of the copy's rejection handlers. */
  static final String HANDLER = POOL + "$RejectedExecutionHandler";

  private static final String EXECUTE_WITH_TIMEOUT =
      "(Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)V";

  private final ThreadPoolPlan copy = new ThreadPoolPlan(POOL, HANDLER);

  @Override
  public String[] classNames() {
    return new String[] {POOL, POOL + "$Worker", ENDPOINT};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case ENDPOINT:
        plan.method("createExecutor", "()V", Endpoint.class);
        break;
      case POOL:
        if (plan.isDirectSubclassOf("java/util/concurrent/ThreadPoolExecutor")) {
          plan.method("execute", EXECUTE_WITH_TIMEOUT, SubclassExecute.class)
              .argumentReplaced("execute", EXECUTE_WITH_TIMEOUT, 0, SubclassReplaced.class);
        } else {
          planCopy(plan);
        }
        break;
      default:
        copy.planWorker(plan);
    }
  }

  private void planCopy(ClassPlan plan) {
    plan.field(ExecutorInstrumentation.MONITOR);
    Map<String, Object> kept =
        Collections.singletonMap(ExecutorInstrumentation.KEPT, plan.addsFields() ? 1 : 0);
    // 9.0.52 to 9.0.56 do not start their core threads.
    plan.optionalCall(
            "<init>",
            copy.constructor(),
            POOL,
            "prestartAllCoreThreads",
            "()I",
            Prestart.class,
            kept)
        .method("<init>", copy.constructor(), Created.class, kept)
        .method("execute", "(Ljava/lang/Runnable;)V", Execute.class)
        .optionalMethod("execute", EXECUTE_WITH_TIMEOUT, Execute.class)
        .argumentReplaced("execute", "(Ljava/lang/Runnable;)V", 0, Replaced.class)
        .argumentReplaced("execute", EXECUTE_WITH_TIMEOUT, 0, Replaced.class)
        .method("reject", "(Ljava/lang/Runnable;)V", Reject.class);
    copy.planQueueAndWorkers(plan, "executeInternal");
  }

  /** An endpoint creates its pool. The pool gets the name of the endpoint. */
  static final class Endpoint {
    private Endpoint() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable String enter(@Woven.Field("name") @Nullable String name) {
      return ThreadPoolProbe.nameKnown(name);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable String outer) {
      ThreadPoolProbe.nameGone(outer);
    }
  }

  /** A task is submitted to Tomcat's subclass of the JDK's pool. */
  static final class SubclassExecute {
    private SubclassExecute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This(optional = true) Object pool, @Advice.Argument(0) @Nullable Object task) {
      return RetryingPoolProbe.submitted(null, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      RetryingPoolProbe.submitEnded(started, thrown);
    }
  }

  /** A task is submitted to Tomcat's copy of the JDK's pool. */
  static final class Execute {
    private Execute() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task) {
      return RetryingPoolProbe.submitted(monitor, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      RetryingPoolProbe.submitEnded(started, thrown);
    }
  }

  /** A submission to the subclass goes on with another object in the place of the task. */
  static final class SubclassReplaced {
    private SubclassReplaced() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object pool,
        @Woven.Replaced Object task,
        @Advice.Argument(0) Object other) {
      RetryingPoolProbe.replaced(null, pool, task, other);
    }
  }

  /** A submission to the copy goes on with another object in the place of the task. */
  static final class Replaced {
    private Replaced() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Woven.Replaced Object task,
        @Advice.Argument(0) Object other) {
      RetryingPoolProbe.replaced(monitor, pool, task, other);
    }
  }

  /** The constructor starts the core threads. By then the pool has all its settings. */
  static final class Prestart {
    private Prestart() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @Woven.Store(ExecutorInstrumentation.MONITOR)
    static @Nullable Object enter(
        @Advice.This(optional = true) Object pool,
        @Woven.Field("maximumPoolSize") int maxThreads,
        @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
      return ThreadPoolProbe.created(pool, maxThreads, kept);
    }
  }

  /** The constructor returns. A pool that is known already stays as it is. */
  static final class Created {
    private Created() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(ExecutorInstrumentation.MONITOR)
    static @Nullable Object exit(
        @Advice.This(optional = true) Object pool,
        @Woven.Field("maximumPoolSize") int maxThreads,
        @Woven.Constant(ExecutorInstrumentation.KEPT) int kept) {
      return ThreadPoolProbe.created(pool, maxThreads, kept);
    }
  }

  /** The pool gives a task to its rejection handler. */
  static final class Reject {
    private Reject() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.AddedField(ExecutorInstrumentation.MONITOR) @Nullable Object monitor,
        @Advice.This(optional = true) Object pool,
        @Advice.Argument(0) @Nullable Object task) {
      return ThreadPoolProbe.rejectStarted(monitor, pool, task);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Woven.Field(value = "handler", type = "L" + TomcatInstrumentation.HANDLER + ";")
            @Nullable Object handler,
        @Advice.Thrown @Nullable Throwable thrown) {
      ThreadPoolProbe.rejectEnded(started, handler, thrown);
    }
  }
}
