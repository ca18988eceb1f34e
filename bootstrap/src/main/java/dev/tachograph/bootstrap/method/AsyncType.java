package dev.tachograph.bootstrap.method;

import org.jspecify.annotations.Nullable;

/** What an object that a method returns says about the end of the work. */
abstract class AsyncType {
  /** The work is done when the method returns, or its end cannot be seen. */
  static final AsyncType NONE =
      new AsyncType() {
        @Override
        void await(Object returned, CallEnd end) {
          end.accept(returned, null);
        }
      };

  /** Whether the work has begun, and its end can be awaited. */
  boolean isLater() {
    return false;
  }

  /** Whether each subscription begins the work anew. */
  boolean isCold() {
    return false;
  }

  /** Has the call ended when the work is done. */
  abstract void await(Object returned, CallEnd end) throws Throwable;

  /** A publisher like this one whose subscriptions are measured; null if there is none. */
  @Nullable Object decorate(Object publisher, Subscriptions subscriptions) throws Throwable {
    return null;
  }
}
