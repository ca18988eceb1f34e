package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.method.EndSignal.Meaning;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** The publishers of RxJava 2 and 3. */
final class RxType extends SubscribedType {
  private final Class<?> source;
  private final MethodHandle unsafeCreate;
  private final MethodHandle subscribe;

  /** An operator, and the functional interface that it takes. */
  private static final class Operator {
    private final MethodHandle method;
    private final Class<?> function;
    private final Meaning meaning;

    Operator(Class<?> type, String name, Class<?> function, Meaning meaning)
        throws ReflectiveOperationException {
      this.method = LibraryMethods.virtual(type, name, type, function);
      this.function = function;
      this.meaning = meaning;
    }

    Object on(Object publisher, CallEnd end) throws Throwable {
      Object callback = LibraryMethods.function(function, new EndSignal(end, meaning));
      return method.invokeExact(publisher, callback);
    }
  }

  private final Operator end;
  private final Operator dispose;

  /** Null if {@link #end} sees failures. */
  private final @Nullable Operator failure;

  /**
   * @param functions the package of the library's functional interfaces, with a dot
   */
  RxType(Class<?> type, String functions) throws ReflectiveOperationException {
    LibraryMethods library = new LibraryMethods(type);
    String name = type.getSimpleName();
    boolean reactive = name.equals("Flowable");
    String observer =
        type.getPackage().getName() + "." + (name.equals("Observable") ? "" : name) + "Observer";
    source = library.type(reactive ? "org.reactivestreams.Publisher" : type.getName() + "Source");
    Class<?> subscriber = library.type(reactive ? "org.reactivestreams.Subscriber" : observer);
    unsafeCreate = LibraryMethods.staticMethod(type, "unsafeCreate", type, source);
    subscribe = LibraryMethods.virtual(type, "subscribe", void.class, subscriber);
    Class<?> action = library.type(functions + "Action");
    Class<?> consumer = library.type(functions + "Consumer");
    switch (name) {
      case "Single":
      case "Maybe":
        Class<?> pair = library.type(functions + "BiConsumer");
        end = new Operator(type, "doOnEvent", pair, Meaning.OUTCOME);
        failure = null;
        break;
      case "Completable":
        end = new Operator(type, "doOnEvent", consumer, Meaning.FAILURE);
        failure = null;
        break;
      default:
        end = new Operator(type, "doOnComplete", action, Meaning.RESULT);
        failure = new Operator(type, "doOnError", consumer, Meaning.FAILURE);
        break;
    }
    String cancel = name.equals("Flowable") ? "doOnCancel" : "doOnDispose";
    dispose = new Operator(type, cancel, action, Meaning.CANCELLATION);
  }

  @Override
  Object decorate(Object publisher, Subscriptions subscriptions) throws Throwable {
    return unsafeCreate.invokeExact(source(source, publisher, subscriptions));
  }

  @Override
  void subscribe(Object publisher, Object subscriber) throws Throwable {
    Object unused = subscribe.invokeExact(publisher, subscriber);
  }

  @Override
  Object ending(Object publisher, CallEnd call) throws Throwable {
    Object seen = end.on(publisher, call);
    if (failure != null) {
      seen = failure.on(seen, call);
    }
    return dispose.on(seen, call);
  }
}
