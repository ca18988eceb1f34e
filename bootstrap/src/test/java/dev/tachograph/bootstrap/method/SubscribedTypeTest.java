package dev.tachograph.bootstrap.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscribedTypeTest {
  private final List<@Nullable Throwable> failures = new ArrayList<>();

  /** Publishers that throw themselves. */
  private static final class Throwing extends SubscribedType {
    @Override
    Object decorate(Object publisher, Subscriptions subscriptions) {
      return source(Consumer.class, publisher, subscriptions);
    }

    @Override
    Object ending(Object publisher, CallEnd end) {
      return publisher;
    }

    @Override
    void subscribe(Object publisher, Object subscriber) throws Throwable {
      throw (Throwable) publisher;
    }
  }

  private final MeasuredMethod method =
      new MeasuredMethod("") {
        @Override
        Object seriesOf(@Nullable Object self, Object[] arguments) {
          return "";
        }

        @Override
        boolean begun(Object series) {
          return true;
        }

        @Override
        void ended(Object series, long nanos, long end, @Nullable Throwable failure) {
          failures.add(failure);
        }

        @Override
        void withdrawn(Object series) {}
      };

  @SuppressWarnings("unchecked")
  private void subscribe(Throwable thrown) {
    Object source = new Throwing().decorate(thrown, new MethodSubscriptions(method, ""));
    ((Consumer<Object>) source).accept("subscriber");
  }

  @Test
  void aSubscriptionThatThrows_hasFailed_andStillThrows() {
    Throwable thrown = new IllegalStateException();
    assertThatThrownBy(() -> subscribe(thrown)).isSameAs(thrown);
    assertThat(failures).containsExactly(thrown);
  }

  @Test
  void whatRxJavaThrowsInstead_isNotTheFailure() {
    Throwable cause = new IllegalStateException();
    Throwable thrown = new NullPointerException().initCause(cause);
    assertThatThrownBy(() -> subscribe(thrown)).isSameAs(thrown);
    assertThat(failures).containsExactly(cause);
  }
}
