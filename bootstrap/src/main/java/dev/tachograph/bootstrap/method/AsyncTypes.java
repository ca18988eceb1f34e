package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Knows asynchronous objects by the names of their classes' supertypes. So it works with whatever
 * library an application has, in any class loader, and loads none.
 */
final class AsyncTypes extends ClassValue<AsyncType> {
  private static final AsyncTypes TYPES = new AsyncTypes();

  private AsyncTypes() {}

  static AsyncType of(Class<?> type) {
    return TYPES.get(type);
  }

  @Override
  protected AsyncType computeValue(Class<?> type) {
    try {
      AsyncType known = known(type);
      return known == null ? AsyncType.NONE : known;
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      ProbeErrors.note(
          "calls that return "
              + type.getName()
              + " end when they return, since this version of its library is not known: "
              + e);
      return AsyncType.NONE;
    }
  }

  private static @Nullable AsyncType known(Class<?> type) throws ReflectiveOperationException {
    if (CompletionStage.class.isAssignableFrom(type)) {
      return StageType.STAGE;
    }
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      AsyncType known = named(owner);
      if (known == null) {
        known = promised(owner);
      }
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  private static @Nullable AsyncType promised(Class<?> type) throws ReflectiveOperationException {
    for (Class<?> contract : type.getInterfaces()) {
      AsyncType known = named(contract);
      if (known == null) {
        known = promised(contract);
      }
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  /** The type with exactly this name. */
  private static @Nullable AsyncType named(Class<?> type) throws ReflectiveOperationException {
    String name = type.getName();
    switch (name) {
      case "com.google.common.util.concurrent.ListenableFuture":
        return new ListenableFutureType(type);
      case "kotlinx.coroutines.Job":
        return new JobType(type);
      case "reactor.core.publisher.Mono":
      case "reactor.core.publisher.Flux":
        return new ReactorType(type);
      case "io.reactivex.Single":
      case "io.reactivex.Maybe":
      case "io.reactivex.Completable":
      case "io.reactivex.Observable":
      case "io.reactivex.Flowable":
        return new RxType(type, "io.reactivex.functions.", "java.util.concurrent.Callable");
      case "io.reactivex.rxjava3.core.Single":
      case "io.reactivex.rxjava3.core.Maybe":
      case "io.reactivex.rxjava3.core.Completable":
      case "io.reactivex.rxjava3.core.Observable":
      case "io.reactivex.rxjava3.core.Flowable":
        String functions = "io.reactivex.rxjava3.functions.";
        return new RxType(type, functions, functions + "Supplier");
      case "io.smallrye.mutiny.Uni":
      case "io.smallrye.mutiny.Multi":
        return new MutinyType(type);
      default:
        return null;
    }
  }
}
