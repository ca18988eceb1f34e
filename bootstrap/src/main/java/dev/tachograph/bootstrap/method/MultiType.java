package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.method.EndSignal.Meaning;
import java.lang.invoke.MethodHandle;
import java.util.function.BiConsumer;

/** Mutiny's {@code Multi}. */
final class MultiType extends SubscribedType {
  private final Class<?> publisher;
  private final MethodHandle createFrom;
  private final MethodHandle safePublisher;
  private final MethodHandle subscribe;
  private final MethodHandle onTermination;
  private final MethodHandle invoke;

  MultiType(Class<?> type) throws ReflectiveOperationException {
    LibraryMethods library = new LibraryMethods(type);
    Class<?> create = library.type("io.smallrye.mutiny.groups.MultiCreate");
    Class<?> termination = library.type("io.smallrye.mutiny.groups.MultiOnTerminate");
    // That of Reactive Streams, or since Mutiny 2 the JDK's.
    publisher = type.getInterfaces()[0];
    Class<?> subscriber = library.type(publisher.getName().replace("Publisher", "Subscriber"));
    createFrom = LibraryMethods.staticMethod(type, "createFrom", create);
    safePublisher = LibraryMethods.virtual(create, "safePublisher", type, publisher);
    subscribe = LibraryMethods.virtual(type, "subscribe", void.class, subscriber);
    onTermination = LibraryMethods.virtual(type, "onTermination", termination);
    invoke = LibraryMethods.virtual(termination, "invoke", type, BiConsumer.class);
  }

  @Override
  Object decorate(Object multi, Subscriptions subscriptions) throws Throwable {
    Object creation = createFrom.invokeExact();
    return safePublisher.invokeExact(creation, source(publisher, multi, subscriptions));
  }

  @Override
  void subscribe(Object multi, Object subscriber) throws Throwable {
    Object unused = subscribe.invokeExact(multi, subscriber);
  }

  @Override
  Object ending(Object multi, CallEnd end) throws Throwable {
    Object termination = onTermination.invokeExact(multi);
    return invoke.invokeExact(termination, (Object) new EndSignal(end, Meaning.TERMINATION));
  }
}
