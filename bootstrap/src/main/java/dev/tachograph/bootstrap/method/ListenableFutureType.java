package dev.tachograph.bootstrap.method;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Guava's futures. */
final class ListenableFutureType extends AsyncType {
  private static final SharedResults SHARED = new SharedResults();
  private static final Object DIRECT = Callback.DIRECT;

  private final MethodHandle addListener;

  ListenableFutureType(Class<?> type) throws ReflectiveOperationException {
    addListener =
        LibraryMethods.virtual(type, "addListener", void.class, Runnable.class, Executor.class);
  }

  @Override
  boolean isLater() {
    return true;
  }

  @Override
  void await(Object returned, CallEnd end) throws Throwable {
    Future<?> future = (Future<?>) returned;
    if (future.isDone()) {
      end(future, end);
    } else if (SHARED.add(future)) {
      Object unused = addListener.invokeExact(returned, (Object) new Done(future, end), DIRECT);
    } else {
      SHARED.remove(future);
      end.accept(null, null);
    }
  }

  private static final class Done extends Callback {
    private final Future<?> future;
    private final CallEnd end;

    Done(Future<?> future, CallEnd end) {
      this.future = future;
      this.end = end;
    }

    @Override
    @Nullable Object call(@Nullable Object... arguments) {
      SHARED.remove(future);
      end(future, end);
      return null;
    }
  }

  /** The future is done, so this does not wait. */
  static void end(Future<?> future, CallEnd end) {
    if (future.isCancelled()) {
      end.cancel();
      return;
    }
    // A future may look at the thread's interrupt, which is the application's, before its result.
    boolean interrupted = Thread.interrupted();
    try {
      end.accept(future.isDone() ? future.get() : null, null);
    } catch (ExecutionException e) {
      end.accept(null, e);
    } catch (CancellationException e) {
      end.cancel();
    } catch (InterruptedException e) {
      interrupted = true;
      end.accept(null, null);
    } catch (RuntimeException | Error e) {
      end.accept(null, e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
