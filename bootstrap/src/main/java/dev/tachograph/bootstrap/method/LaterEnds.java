package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.ProbeErrors;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Finds out when the work is done that a returned object stands for, or replaces a publisher by one
 * whose subscriptions are measured.
 *
 * <p>What an object is depends on its class. {@link AsyncTypes} looks at each class once.
 */
public final class LaterEnds {
  private LaterEnds() {}

  /**
   * Ends a call when the work that a returned object stands for is done. A future that is done
   * tells how it ended.
   *
   * @return false if the object stands for no work, or the work's end cannot be seen; the call is
   *     then not ended
   */
  public static boolean await(@Nullable Object returned, CallEnd end) {
    AsyncType type = typeOf(returned);
    if (returned instanceof Future && !type.isLater() && ((Future<?>) returned).isDone()) {
      ListenableFutureType.end((Future<?>) returned, end);
      return true;
    }
    if (returned == null || !type.isLater()) {
      return false;
    }
    await(type, returned, end);
    return true;
  }

  /**
   * A publisher that does the same as a returned one, and ends a call as well.
   *
   * @return null if the object is none whose work begins with a subscription, or there cannot be
   *     such a publisher
   */
  public static @Nullable Object ending(@Nullable Object returned, CallEnd end) {
    AsyncType type = typeOf(returned);
    if (returned == null || !(type instanceof ColdType)) {
      return null;
    }
    try {
      return ((ColdType) type).ending(returned, end);
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
      return null;
    }
  }

  /**
   * A publisher that does the same as a returned one, and has a call begin and end with each of its
   * subscriptions.
   *
   * @param declared the type that the caller may rely on; null if none is known
   * @return null as for {@link #ending}, and if the publisher has that type, but the other has not
   */
  public static @Nullable Object subscribed(
      @Nullable Object returned, @Nullable Type declared, Subscriptions subscriptions) {
    AsyncType type = typeOf(returned);
    if (returned == null || !type.isCold()) {
      return null;
    }
    Object measured = measured(type, returned, subscriptions);
    if (measured != null && isNarrow(declared, returned, measured)) {
      MethodProbe.noteNarrow(returned);
      return null;
    }
    return measured;
  }

  static boolean isNarrow(@Nullable Type declared, Object returned, Object measured) {
    Type raw =
        declared instanceof ParameterizedType
            ? ((ParameterizedType) declared).getRawType()
            : declared;
    return raw instanceof Class
        && ((Class<?>) raw).isInstance(returned)
        && !((Class<?>) raw).isInstance(measured);
  }

  /** What a returned object is; {@link AsyncType#NONE} for null. */
  static AsyncType typeOf(@Nullable Object returned) {
    return returned == null ? AsyncType.NONE : AsyncTypes.of(returned.getClass());
  }

  /** Ends the call when the work is done: at once if that cannot be seen. */
  static void await(AsyncType type, Object returned, CallEnd end) {
    try {
      type.await(returned, end);
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
      end.accept(null, null);
    }
  }

  /**
   * A publisher that does the same, and has its subscriptions measured; null if there cannot be
   * one.
   */
  static @Nullable Object measured(AsyncType type, Object publisher, Subscriptions subscriptions) {
    try {
      return type.decorate(publisher, subscriptions);
    } catch (Throwable t) {
      ProbeErrors.report(t, "MethodProbe");
      return null;
    }
  }
}
