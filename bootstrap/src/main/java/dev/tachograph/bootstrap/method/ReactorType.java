package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.method.EndSignal.Meaning;
import java.lang.invoke.MethodHandle;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reactor's {@code Mono} and {@code Flux}. A {@code Mono} has ended when it has its item. */
final class ReactorType extends ColdType {
  private final MethodHandle defer;
  private final MethodHandle onResult;
  private final MethodHandle onError;
  private final MethodHandle onCancel;

  ReactorType(Class<?> type) throws ReflectiveOperationException {
    defer = LibraryMethods.staticMethod(type, "defer", type, Supplier.class);
    onResult =
        type.getName().endsWith("Mono")
            ? LibraryMethods.virtual(type, "doOnSuccess", type, Consumer.class)
            : LibraryMethods.virtual(type, "doOnComplete", type, Runnable.class);
    onError = LibraryMethods.virtual(type, "doOnError", type, Consumer.class);
    onCancel = LibraryMethods.virtual(type, "doOnCancel", type, Runnable.class);
  }

  @Override
  Object deferred(Callback source) throws Throwable {
    return defer.invokeExact((Object) source);
  }

  @Override
  Object ending(Object publisher, CallEnd end) throws Throwable {
    Object result = new EndSignal(end, Meaning.RESULT);
    Object failure = new EndSignal(end, Meaning.FAILURE);
    Object cancellation = new EndSignal(end, Meaning.CANCELLATION);
    Object seen = onResult.invokeExact(publisher, result);
    seen = onError.invokeExact(seen, failure);
    return onCancel.invokeExact(seen, cancellation);
  }
}
