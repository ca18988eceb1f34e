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

  /** What a supertype is, its subtypes are, too. */
  @Override
  protected AsyncType computeValue(Class<?> type) {
    if (CompletionStage.class.isAssignableFrom(type)) {
      return StageType.STAGE;
    }
    AsyncType known = named(type);
    if (known != null) {
      return known;
    }
    Class<?> superclass = type.getSuperclass();
    AsyncType inherited = superclass == null ? AsyncType.NONE : get(superclass);
    for (Class<?> contract : type.getInterfaces()) {
      if (inherited == AsyncType.NONE) {
        inherited = get(contract);
      }
    }
    return inherited;
  }

  /** The type with exactly this name; null if there is none. */
  private static @Nullable AsyncType named(Class<?> type) {
    try {
      return make(type);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      ProbeErrors.note(
          "calls that return a "
              + type.getName()
              + " end when they return, since this version of its library is not known: "
              + e);
      return AsyncType.NONE;
    }
  }

  private static @Nullable AsyncType make(Class<?> type) throws ReflectiveOperationException {
    switch (type.getName()) {
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
        return new RxType(type, "io.reactivex.functions.");
      case "io.reactivex.rxjava3.core.Single":
      case "io.reactivex.rxjava3.core.Maybe":
      case "io.reactivex.rxjava3.core.Completable":
      case "io.reactivex.rxjava3.core.Observable":
      case "io.reactivex.rxjava3.core.Flowable":
        return new RxType(type, "io.reactivex.rxjava3.functions.");
      case "io.smallrye.mutiny.Uni":
        return new UniType(type);
      case "io.smallrye.mutiny.Multi":
        return new MultiType(type);
      default:
        return null;
    }
  }
}
