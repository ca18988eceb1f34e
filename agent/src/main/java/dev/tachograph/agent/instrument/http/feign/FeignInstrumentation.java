package dev.tachograph.agent.instrument.http.feign;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Where Feign knows the templates of calls. */
public final class FeignInstrumentation implements LibraryInstrumentation {
  private static final String HANDLER = "feign/SynchronousMethodHandler";
  private static final String INVOKE = "([Ljava/lang/Object;)Ljava/lang/Object;";
  private static final String BEFORE =
      "(Lfeign/Target;Lfeign/Client;Lfeign/Retryer;Ljava/util/List;";
  private static final String LOGGER = "Lfeign/Logger;Lfeign/Logger$Level;Lfeign/MethodMetadata;";

  /** A handler's constructor: by its parameters one knows where the metadata are. */
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
        return ConfiguredHandlerAdvice.class;
      }
      if (descriptor.startsWith(BEFORE + LOGGER)) {
        return HandlerAdvice.class;
      }
      return descriptor.startsWith(BEFORE + "Lfeign/ResponseInterceptor;" + LOGGER)
          ? InterceptedHandlerAdvice.class
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
        .method("invoke", INVOKE, InvokeAdvice.class);
  }
}
