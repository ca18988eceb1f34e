package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.method.EndSignal.Meaning;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mutiny's {@code Uni}. Nobody's source can become one. So it is told to subscribe on an executor,
 * which is ours and runs what it gets at once, inside of the operation.
 */
final class UniType extends ColdType {
  private final MethodHandle createFrom;
  private final MethodHandle deferred;
  private final MethodHandle runSubscriptionOn;
  private final MethodHandle onTermination;
  private final MethodHandle invoke;
  private final Class<?> function;

  UniType(Class<?> type) throws ReflectiveOperationException {
    LibraryMethods library = new LibraryMethods(type);
    Class<?> create = library.type("io.smallrye.mutiny.groups.UniCreate");
    Class<?> termination = library.type("io.smallrye.mutiny.groups.UniOnTerminate");
    function = library.type("io.smallrye.mutiny.tuples.Functions$TriConsumer");
    createFrom = LibraryMethods.staticMethod(type, "createFrom", create);
    deferred = LibraryMethods.virtual(create, "deferred", type, Supplier.class);
    runSubscriptionOn = LibraryMethods.virtual(type, "runSubscriptionOn", type, Executor.class);
    onTermination = LibraryMethods.virtual(type, "onTermination", termination);
    invoke = LibraryMethods.virtual(termination, "invoke", type, function);
  }

  @Override
  Object decorate(Object uni, Subscriptions subscriptions) throws Throwable {
    Object source = new Source(uni, subscriptions);
    Object creation = createFrom.invokeExact();
    return deferred.invokeExact(creation, source);
  }

  @Override
  Object ending(Object uni, CallEnd end) throws Throwable {
    EndSignal signal = new EndSignal(end, Meaning.TERMINATION_WITH_RESULT);
    Object termination = onTermination.invokeExact(uni);
    return invoke.invokeExact(termination, LibraryMethods.function(function, signal));
  }

  private Object entering(Object uni, Subscriptions subscriptions, @Nullable CallEnd end) {
    try {
      Object executor = new Entering(subscriptions, end);
      return runSubscriptionOn.invokeExact(uni, executor);
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
      return uni;
    }
  }

  /** Makes the Uni for each subscription. */
  private final class Source extends Callback {
    private final Object uni;
    private final Subscriptions subscriptions;

    Source(Object uni, Subscriptions subscriptions) {
      this.uni = uni;
      this.subscriptions = subscriptions;
    }

    @Override
    Object call(@Nullable Object... arguments) {
      CallEnd end = begun(subscriptions);
      return entering(measured(uni, end), subscriptions, end);
    }
  }

  /** Runs a subscription. */
  private static final class Entering implements Executor {
    private final Subscriptions subscriptions;
    private final @Nullable CallEnd end;

    Entering(Subscriptions subscriptions, @Nullable CallEnd end) {
      this.subscriptions = subscriptions;
      this.end = end;
    }

    @Override
    public void execute(Runnable subscription) {
      subscriptions.enter(end);
      try {
        subscription.run();
      } finally {
        subscriptions.leave(end);
      }
    }
  }
}
