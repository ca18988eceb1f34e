package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.method.EndSignal.Meaning;
import java.lang.invoke.MethodHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reactor's {@code Mono} and {@code Flux}. A {@code Mono} has ended when it has its item.
 *
 * <p>A publisher of our own, around which Reactor puts its own, hears of each subscription. So the
 * thread is inside of the operation while it subscribes, and retries find it.
 */
final class ReactorType extends ColdType {
  private final Class<?> publisher;
  private final Class<?> coreSubscriber;
  private final MethodHandle from;
  private final MethodHandle subscribe;
  private final MethodHandle subscribeAny;
  private final MethodHandle onResult;
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
    onError = LibraryMethods.virtual(type, "doOnError", type, Consumer.class);
    onCancel = LibraryMethods.virtual(type, "doOnCancel", type, Runnable.class);
  }

  @Override
  Object decorate(Object source, Subscriptions subscriptions) throws Throwable {
    return from.invokeExact(
        LibraryMethods.function(publisher, new Subscribing(source, subscriptions)));
  }

  /** Subscribes to the source as a call. What that throws is the application's. */
  private final class Subscribing extends Callback {
    private final Object source;
    private final Subscriptions subscriptions;

    Subscribing(Object source, Subscriptions subscriptions) {
      this.source = source;
      this.subscriptions = subscriptions;
    }

    @Override
    @Nullable Object call(@Nullable Object... arguments) {
      Object measured = subscribed(source, subscriptions);
      subscriptions.enter();
      try {
        Object subscriber = arguments[0];
        return coreSubscriber.isInstance(subscriber)
            ? subscribe.invokeExact(measured, subscriber)
            : subscribeAny.invokeExact(measured, subscriber);
      } catch (RuntimeException | Error e) {
        throw e;
      } catch (Throwable t) {
        throw new IllegalStateException(t);
      } finally {
        subscriptions.leave();
      }
    }
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
