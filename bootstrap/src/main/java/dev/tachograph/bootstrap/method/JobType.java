package dev.tachograph.bootstrap.method;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** Kotlin's jobs, {@code Deferred} among them. */
final class JobType extends AsyncType {
  private static final SharedResults SHARED = new SharedResults();

  private final MethodHandle invokeOnCompletion;
  private final Class<?> function;
  private final Class<?> deferred;
  private final MethodHandle getCompleted;

  /** What a function without a result returns. */
  private final @Nullable Object unit;

  JobType(Class<?> job) throws ReflectiveOperationException {
    LibraryMethods library = new LibraryMethods(job);
    function = library.type("kotlin.jvm.functions.Function1");
    invokeOnCompletion =
        LibraryMethods.virtual(
            job,
            "invokeOnCompletion",
            library.type("kotlinx.coroutines.DisposableHandle"),
            function);
    deferred = library.type("kotlinx.coroutines.Deferred");
    getCompleted = LibraryMethods.virtual(deferred, "getCompleted", Object.class);
    unit = library.type("kotlin.Unit").getField("INSTANCE").get(null);
  }

  @Override
  boolean isLater() {
    return true;
  }

  @Override
  void await(Object returned, CallEnd end) throws Throwable {
    if (SHARED.add(returned)) {
      Object callback = LibraryMethods.function(function, new Done(returned, end));
      Object unused = invokeOnCompletion.invokeExact(returned, callback);
    } else {
      SHARED.remove(returned);
      end.accept(null, null);
    }
  }

  /** Its argument is the reason why the job did not complete normally, or null. */
  private final class Done extends Callback {
    private final Object job;
    private final CallEnd end;

    Done(Object job, CallEnd end) {
      this.job = job;
      this.end = end;
    }

    @Override
    @Nullable Object call(@Nullable Object... arguments) {
      SHARED.remove(job);
      Throwable cause = (Throwable) arguments[0];
      end.accept(cause == null ? result() : null, cause);
      return unit;
    }

    private @Nullable Object result() {
      try {
        return deferred.isInstance(job) ? getCompleted.invokeExact(job) : null;
      } catch (Throwable t) {
        return null;
      }
    }
  }
}
