package dev.tachograph.agent.instrument.feign;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.http.HttpTemplateProbe;
import feign.MethodHandlerConfiguration;
import feign.MethodMetadata;
import java.util.Collections;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Plans for the places where Feign knows the templates of calls. */
public final class FeignInstrumentation implements LibraryInstrumentation {
  private static final String HANDLER = "feign/SynchronousMethodHandler";
  private static final String INVOKE = "([Ljava/lang/Object;)Ljava/lang/Object;";
  private static final String BEFORE =
      "(Lfeign/Target;Lfeign/Client;Lfeign/Retryer;Ljava/util/List;";
  private static final String LOGGER = "Lfeign/Logger;Lfeign/Logger$Level;Lfeign/MethodMetadata;";

  /**
   * Chooses the advice for a handler's constructor. Its parameters show which argument has the
   * metadata.
   */
  private static final class Constructor
      implements ClassPlan.MethodMatcher, ClassPlan.AdviceChoice {
    @Override
    public boolean matches(int access, String name, String descriptor) {
      return name.equals("<init>") && advice(descriptor) != null;
    }

    @Override
    public ClassPlan.ChosenAdvice choose(String name, String descriptor) {
      Class<?> advice = advice(descriptor);
      if (advice == null) {
        throw new IllegalArgumentException(descriptor);
      }
      return new ClassPlan.ChosenAdvice(advice, Collections.emptyMap());
    }

    private static @Nullable Class<?> advice(String descriptor) {
      if (descriptor.startsWith("(Lfeign/MethodHandlerConfiguration;")) {
        return ConfiguredHandler.class;
      }
      if (descriptor.startsWith(BEFORE + LOGGER)) {
        return Handler.class;
      }
      return descriptor.startsWith(BEFORE + "Lfeign/ResponseInterceptor;" + LOGGER)
          ? InterceptedHandler.class
          : null;
    }
  }

  @Override
  public String name() {
    return "feign";
  }

  @Override
  public String[] classNames() {
    return new String[] {HANDLER};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    Constructor constructor = new Constructor();
    plan.methods("constructor with metadata", constructor, constructor)
        .method("invoke", INVOKE, Invoke.class);
  }

  /** A handler is made for a method of an interface: Feign 13. */
  static final class ConfiguredHandler {
    private ConfiguredHandler() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object handler,
        @Advice.Argument(0) MethodHandlerConfiguration configuration) {
      HttpTemplateProbe.made(handler, configuration.getMetadata().template().url());
    }
  }

  /** A handler is made for a method of an interface: Feign 9 and 10. */
  static final class Handler {
    private Handler() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object handler, @Advice.Argument(6) MethodMetadata metadata) {
      HttpTemplateProbe.made(handler, metadata.template().url());
    }
  }

  /** A handler is made for a method of an interface: Feign 11 and 12. */
  static final class InterceptedHandler {
    private InterceptedHandler() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object handler, @Advice.Argument(7) MethodMetadata metadata) {
      HttpTemplateProbe.made(handler, metadata.template().url());
    }
  }

  /** The application calls a method of an interface. */
  static final class Invoke {
    private Invoke() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.This(optional = true) Object handler) {
      return HttpTemplateProbe.enteredOf(handler);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter @Nullable Object before) {
      HttpTemplateProbe.left(before);
    }
  }
}
