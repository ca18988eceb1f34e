package com.acme.agents;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import java.lang.instrument.Instrumentation;
import java.util.concurrent.FutureTask;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;

/**
 * An agent of the kind that carries a context along with tasks: it cannot give a lambda a field,
 * and so has executors go on with another object in its place.
 */
public final class HandingOnAgent {
  private HandingOnAgent() {}

  /**
   * @param executors the classes of the executors, with semicolons between them
   */
  public static void premain(String executors, Instrumentation instrumentation) {
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .ignore(none())
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .type(namedOneOf(executors.split(";")))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(Wrap.class)
                        .on(
                            namedOneOf("execute", "tryExecute")
                                .and(takesArgument(0, named("java.lang.Runnable"))))))
        .installOn(instrumentation);
  }

  /** Advice. */
  public static final class Wrap {
    private Wrap() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(value = 0, readOnly = false) Runnable task) {
      // The name of a lambda's class has a slash.
      if (task != null && task.getClass().getName().indexOf('/') > 0) {
        task = new FutureTask<Object>(task, null);
      }
    }
  }
}
