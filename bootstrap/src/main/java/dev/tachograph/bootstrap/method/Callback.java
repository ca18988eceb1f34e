package dev.tachograph.bootstrap.method;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A piece of code to give to a library, as one of the JDK's functional interfaces or, by a proxy,
 * one of the library's. It never throws.
 */
abstract class Callback
    implements Runnable,
        Supplier<Object>,
        Consumer<Object>,
        BiConsumer<Object, Object>,
        Function<Object, Object>,
        InvocationHandler {
  /** Runs everything at once, on the thread that has it. */
  static final Executor DIRECT =
      new Executor() {
        @Override
        public void execute(Runnable task) {
          task.run();
        }
      };

  private static final Object[] NO_ARGUMENTS = {};

  /**
   * Runs the code.
   *
   * @param arguments what the library passes
   */
  abstract @Nullable Object call(@Nullable Object... arguments);

  @Override
  public final void run() {
    call(NO_ARGUMENTS);
  }

  @Override
  @SuppressWarnings("NullAway") // Libraries ask only callbacks that have an answer.
  public final Object get() {
    return call(NO_ARGUMENTS);
  }

  @Override
  @SuppressWarnings("NullAway") // Libraries ask only callbacks that have an answer.
  public final Object apply(@Nullable Object argument) {
    return call(argument);
  }

  @Override
  public final void accept(@Nullable Object argument) {
    call(argument);
  }

  @Override
  public final void accept(@Nullable Object first, @Nullable Object second) {
    call(first, second);
  }

  @Override
  public final @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
    if (method.getDeclaringClass() != Object.class) {
      return call(arguments == null ? NO_ARGUMENTS : arguments);
    }
    switch (method.getName()) {
      case "equals":
        return arguments != null && arguments[0] == proxy;
      case "hashCode":
        return System.identityHashCode(proxy);
      default:
        return "tachograph";
    }
  }
}
