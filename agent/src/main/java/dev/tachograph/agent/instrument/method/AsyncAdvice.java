package dev.tachograph.agent.instrument.method;

import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.method.CoroutineProbe;
import dev.tachograph.bootstrap.method.MethodProbe;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Advice for methods whose calls do not end where they return, by what the methods declare. No
 * class that a descriptor names is looked at.
 */
final class AsyncAdvice {
  private static final String SUSPENDING = "Lkotlin/coroutines/Continuation;)Ljava/lang/Object;";

  /** Publishers whose work begins with a subscription. A measured one has the same type. */
  private static final Set<String> PUBLISHERS =
      new HashSet<>(
          Arrays.asList(
              "reactor/core/publisher/Mono",
              "reactor/core/publisher/Flux",
              "io/reactivex/Single",
              "io/reactivex/Maybe",
              "io/reactivex/Completable",
              "io/reactivex/Observable",
              "io/reactivex/Flowable",
              "io/reactivex/rxjava3/core/Single",
              "io/reactivex/rxjava3/core/Maybe",
              "io/reactivex/rxjava3/core/Completable",
              "io/reactivex/rxjava3/core/Observable",
              "io/reactivex/rxjava3/core/Flowable",
              "io/smallrye/mutiny/Uni",
              "io/smallrye/mutiny/Multi"));

  /** What those extend and implement. An object of these types may be one of them or not. */
  private static final Set<String> SUPERTYPES =
      new HashSet<>(
          Arrays.asList(
              "java/lang/Object",
              "java/util/concurrent/Flow$Publisher",
              "org/reactivestreams/Publisher",
              "reactor/core/CorePublisher",
              "io/reactivex/SingleSource",
              "io/reactivex/MaybeSource",
              "io/reactivex/CompletableSource",
              "io/reactivex/ObservableSource",
              "io/reactivex/rxjava3/core/SingleSource",
              "io/reactivex/rxjava3/core/MaybeSource",
              "io/reactivex/rxjava3/core/CompletableSource",
              "io/reactivex/rxjava3/core/ObservableSource"));

  private AsyncAdvice() {}

  /**
   * The advice for a method; null if the method returns neither a publisher nor what may be one,
   * and cannot be suspended.
   *
   * @param isFixed whether all calls have the same series
   */
  static @Nullable Class<?> of(String descriptor, boolean isFixed) {
    if (descriptor.endsWith(SUSPENDING)) {
      return Suspending.class;
    }
    int returned = descriptor.indexOf(")L") + 2;
    if (returned < 2) {
      return null;
    }
    String type = descriptor.substring(returned, descriptor.length() - 1);
    if (PUBLISHERS.contains(type)) {
      return Assembly.class;
    }
    if (SUPERTYPES.contains(type)) {
      return isFixed ? Anything.class : AnythingOfCall.class;
    }
    return null;
  }

  /** A method with a fixed series that may return a publisher, or what ends later. */
  static final class Anything {
    private Anything() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Woven.Constant("method") int method) {
      return MethodProbe.started(method);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Constant("method") int method,
        @Advice.Enter long start,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      returned = MethodProbe.endedOrReplaced(method, start, returned, thrown);
    }
  }

  /** Like {@link Anything}, with a series that depends on the call. */
  static final class AnythingOfCall {
    private AnythingOfCall() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Constant("method") int method,
        @Advice.This(optional = true) @Nullable Object self,
        @Advice.AllArguments Object[] arguments) {
      return MethodProbe.callStarted(method, self, arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      returned = MethodProbe.callEndedOrReplaced(started, returned, thrown);
    }
  }

  /** A method that returns a publisher. Its subscriptions are the calls. */
  static final class Assembly {
    private Assembly() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Constant("method") int method,
        @Advice.This(optional = true) @Nullable Object self,
        @Advice.AllArguments Object[] arguments) {
      return MethodProbe.assemblyStarted(method, self, arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      returned = MethodProbe.assemblyEnded(started, returned, thrown);
    }
  }

  /** A function that can be suspended. */
  static final class Suspending {
    private Suspending() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Constant("method") int method,
        @Advice.This(optional = true) @Nullable Object self,
        @Advice.AllArguments Object[] arguments)
        throws IllegalAccessException {
      return CoroutineProbe.entered(method, self, arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      CoroutineProbe.left(entered, returned, thrown);
    }
  }
}
