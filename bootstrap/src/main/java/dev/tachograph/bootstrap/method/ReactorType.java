package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.method.EndSignal.Meaning;
import java.lang.invoke.MethodHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reactor's {@code Mono} and {@code Flux}. A {@code Mono} has ended when it has its item. */
final class ReactorType extends SubscribedType {
  private final Class<?> publisher;
  private final Class<?> coreSubscriber;
  private final MethodHandle from;
  private final MethodHandle subscribe;
  private final MethodHandle subscribeAny;
  private final MethodHandle onResult;

  /** Null for a {@code Mono}. */
  private final @Nullable MethodHandle onItem;

  private final MethodHandle onError;
  private final MethodHandle onCancel;

  ReactorType(Class<?> type) throws ReflectiveOperationException {
    boolean single = type.getName().endsWith("Mono");
    LibraryMethods library = new LibraryMethods(type);
    publisher = library.type("org.reactivestreams.Publisher");
    coreSubscriber = library.type("reactor.core.CoreSubscriber");
    from = LibraryMethods.staticMethod(type, single ? "fromDirect" : "from", type, publisher);
    subscribe = LibraryMethods.virtual(type, "subscribe", void.class, coreSubscriber);
    subscribeAny =
        LibraryMethods.virtual(
            type, "subscribe", void.class, library.type("org.reactivestreams.Subscriber"));
    onResult =
        single
            ? LibraryMethods.virtual(type, "doOnSuccess", type, Consumer.class)
            : LibraryMethods.virtual(type, "doOnComplete", type, Runnable.class);
    onItem = single ? null : LibraryMethods.virtual(type, "doOnNext", type, Consumer.class);
    onError = LibraryMethods.virtual(type, "doOnError", type, Consumer.class);
    onCancel = LibraryMethods.virtual(type, "doOnCancel", type, Runnable.class);
  }

  @Override
  Object decorate(Object source, Subscriptions subscriptions) throws Throwable {
    return from.invokeExact(source(publisher, source, subscriptions));
  }

  @Override
  void subscribe(Object publisher, Object subscriber) throws Throwable {
    boolean core = coreSubscriber.isInstance(subscriber);
    Object unused = (core ? subscribe : subscribeAny).invokeExact(publisher, subscriber);
  }

  @Override
  Object ending(Object publisher, CallEnd end) throws Throwable {
    Object result = new EndSignal(end, Meaning.RESULT);
    Object failure = new EndSignal(end, Meaning.FAILURE);
    Object cancellation = new EndSignal(end, Meaning.CANCELLATION);
    Object seen = onResult.invokeExact(publisher, result);
    if (onItem != null && end.isFirstEnough()) {
      seen = onItem.invokeExact(seen, result);
    }
    seen = onError.invokeExact(seen, failure);
    return onCancel.invokeExact(seen, cancellation);
  }
}
