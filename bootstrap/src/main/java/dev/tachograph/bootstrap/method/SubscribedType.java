package dev.tachograph.bootstrap.method;

import org.jspecify.annotations.Nullable;

/**
 * Publishers that their library makes of anybody's source.
 *
 * <p>A source of our own hears of each subscription. So the thread is inside of the operation while
 * it subscribes, and retries find it.
 */
abstract class SubscribedType extends ColdType {
  /** Subscribes. What that throws is the application's. */
  abstract void subscribe(Object publisher, Object subscriber) throws Throwable;

  /**
   * A source whose subscriptions are calls.
   *
   * @param contract the library's interface for sources
   */
  final Object source(Class<?> contract, Object publisher, Subscriptions subscriptions) {
    return LibraryMethods.function(contract, new Subscribing(publisher, subscriptions));
  }

  private final class Subscribing extends Callback {
    private final Object publisher;
    private final Subscriptions subscriptions;

    Subscribing(Object publisher, Subscriptions subscriptions) {
      this.publisher = publisher;
      this.subscriptions = subscriptions;
    }

    @Override
    @SuppressWarnings("NullAway") // A library has a subscriber.
    @Nullable Object call(@Nullable Object... arguments) {
      CallEnd end = begun(subscriptions);
      Object measured = measured(publisher, end);
      subscriptions.enter(end);
      try {
        subscribe(measured, arguments[0]);
        return null;
      } catch (RuntimeException | Error e) {
        fail(end, e);
        throw e;
      } catch (Throwable t) {
        fail(end, t);
        throw new IllegalStateException(t);
      } finally {
        subscriptions.leave(end);
      }
    }

    /** No signal ends a subscription that throws. RxJava lets it throw nothing but this. */
    private void fail(@Nullable CallEnd end, Throwable thrown) {
      if (end != null) {
        Throwable cause = thrown instanceof NullPointerException ? thrown.getCause() : null;
        end.accept(null, cause == null ? thrown : cause);
      }
    }
  }
}
