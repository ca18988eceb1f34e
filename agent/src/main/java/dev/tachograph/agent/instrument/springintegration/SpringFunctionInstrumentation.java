package dev.tachograph.agent.instrument.springintegration;

import dev.tachograph.agent.instrument.framework.FrameworkLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.framework.ChannelProbe;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry;
import org.springframework.messaging.Message;
import reactor.util.function.Tuple2;

/** Plans for the functions of Spring Cloud Function, which Spring Cloud Stream calls as well. */
public final class SpringFunctionInstrumentation extends FrameworkLibrary {
  private static final String WRAPPER =
      "org/springframework/cloud/function/context/catalog/"
          + "SimpleFunctionRegistry$FunctionInvocationWrapper";

  @Override
  public String name() {
    return "springfunction";
  }

  @Override
  public String[] classNames() {
    return new String[] {WRAPPER};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    plan.method("apply", "(Ljava/lang/Object;)Ljava/lang/Object;", Apply.class);
  }

  /**
   * A function is called, with one message, or with a stream for all that it will publish. A
   * supplier of a stream gives one for all.
   */
  static final class Apply {
    private Apply() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This SimpleFunctionRegistry.FunctionInvocationWrapper function,
        @Advice.Argument(0) @Nullable Object input) {
      // A function with several inputs gets several streams by one object.
      Object first = input instanceof Tuple2 ? ((Tuple2<?, ?>) input).getT1() : input;
      return first instanceof Publisher || (input == null && function.isOutputTypePublisher())
          ? null
          : ChannelProbe.function(
              "springfunction", function.getFunctionDefinition(), function.getTarget());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.This SimpleFunctionRegistry.FunctionInvocationWrapper function,
        @Advice.Argument(0) @Nullable Object input,
        @Advice.Return(readOnly = false) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      returned =
          ChannelProbe.functionEnded(
              started,
              function,
              input instanceof Message ? ((Message<?>) input).getPayload() : input,
              function.getOutputType(),
              returned,
              thrown);
    }
  }
}
