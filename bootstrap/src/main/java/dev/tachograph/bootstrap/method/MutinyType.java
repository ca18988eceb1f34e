package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.method.EndSignal.Meaning;
import java.lang.invoke.MethodHandle;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Mutiny's {@code Uni} and {@code Multi}. */
final class MutinyType extends ColdType {
  private static final String GROUPS = "io.smallrye.mutiny.groups.";

  private final MethodHandle createFrom;
  private final MethodHandle deferred;
  private final MethodHandle onTermination;
  private final MethodHandle invoke;
  private final Class<?> function;
  private final Meaning meaning;

  MutinyType(Class<?> type) throws ReflectiveOperationException {
    LibraryMethods library = new LibraryMethods(type);
    String name = type.getSimpleName();
    Class<?> create = library.type(GROUPS + name + "Create");
    Class<?> termination = library.type(GROUPS + name + "OnTerminate");
    boolean single = name.equals("Uni");
    createFrom = LibraryMethods.staticMethod(type, "createFrom", create);
    deferred = LibraryMethods.virtual(create, "deferred", type, Supplier.class);
    onTermination = LibraryMethods.virtual(type, "onTermination", termination);
    function =
        single ? library.type("io.smallrye.mutiny.tuples.Functions$TriConsumer") : BiConsumer.class;
    meaning = single ? Meaning.TERMINATION_WITH_RESULT : Meaning.TERMINATION;
    invoke = LibraryMethods.virtual(termination, "invoke", type, function);
  }

  @Override
  Object decorate(Object publisher, Subscriptions subscriptions) throws Throwable {
    Source source = new Source(publisher, subscriptions);
    Object creation = createFrom.invokeExact();
    return deferred.invokeExact(creation, (Object) source);
  }

  @Override
  Object ending(Object publisher, CallEnd end) throws Throwable {
    EndSignal signal = new EndSignal(end, meaning);
    Object callback =
        function == BiConsumer.class ? signal : LibraryMethods.function(function, signal);
    Object termination = onTermination.invokeExact(publisher);
    return invoke.invokeExact(termination, callback);
  }
}
