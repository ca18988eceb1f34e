package dev.tachograph.agent.instrument.ktor;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.http.HttpCoroutineProbe;
import io.ktor.client.call.HttpClientCall;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestData;
import io.ktor.client.statement.HttpResponse;
import kotlin.coroutines.jvm.internal.BaseContinuationImpl;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Ktor's client. Advice is around the one function that all calls pass, above redirects,
 * retries and authentication, and where Ktor's own engine gets a request. With an engine built on
 * another client, no call begins here; that client is measured itself.
 *
 * <p>A suspended function is entered again without its arguments and with a continuation of its
 * own. The completion of that one is the continuation that the function was called with.
 */
public final class KtorInstrumentation implements LibraryInstrumentation {
  private static final String CLIENT = "io/ktor/client/HttpClient";
  private static final String ENGINE = "io/ktor/client/engine/cio/CIOEngine";
  private static final String BUILDER = "io/ktor/client/request/HttpRequestBuilder";
  private static final String STATEMENT = "io/ktor/client/statement/HttpStatement";
  private static final String RESPONSES = "io/ktor/client/statement/HttpResponseKt";
  private static final String RESPONSE = "Lio/ktor/client/statement/HttpResponse;";
  private static final String SUSPENDING = "Lkotlin/coroutines/Continuation;)Ljava/lang/Object;";

  @Override
  public String name() {
    return "ktor";
  }

  @Override
  public String[] classNames() {
    return new String[] {CLIENT, ENGINE, BUILDER, STATEMENT, RESPONSES};
  }

  @Override
  public String[] endsOf(String className) {
    return className.equals(ENGINE) ? new String[] {CLIENT, STATEMENT, RESPONSES} : NO_CLASSES;
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case CLIENT:
        plan.method("execute$ktor_client_core", "(L" + BUILDER + ";" + SUSPENDING, Call.class);
        break;
      case ENGINE:
        plan.method(
            "execute", "(Lio/ktor/client/request/HttpRequestData;" + SUSPENDING, Sending.class);
        break;
      case BUILDER:
        plan.method("takeFrom", "(L" + BUILDER + ";)L" + BUILDER + ";", Copy.class)
            .method("build", "()Lio/ktor/client/request/HttpRequestData;", Build.class);
        break;
      case STATEMENT:
        plan.optionalMethod("executeUnsafe", "(" + SUSPENDING, Caller.class)
            .methodsLike("cleanup", "(" + RESPONSE, SUSPENDING, Done.class);
        break;
      case RESPONSES:
        plan.method("complete", "(" + RESPONSE + ")V", Done.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** The function that makes a call. */
  static final class Call {
    private Call() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.Argument(0) @Nullable HttpRequestBuilder request,
        @Advice.Argument(1) Object continuation) {
      return request == null
          ? HttpCoroutineProbe.resumed(((BaseContinuationImpl) continuation).getCompletion())
          : HttpCoroutineProbe.entered(request, continuation);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (returned instanceof HttpClientCall) {
        HttpResponse response = ((HttpClientCall) returned).getResponse();
        HttpCoroutineProbe.left(entered, response, response.getStatus().getValue(), null);
      } else {
        HttpCoroutineProbe.left(entered, null, 0, thrown);
      }
    }
  }

  /** The caller of that function. In Ktor 2.0 and 2.1, only the caller is entered again. */
  static final class Caller {
    private Caller() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) Object continuation) {
      return HttpCoroutineProbe.resumed(continuation);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object entered,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      if (returned instanceof HttpResponse) {
        HttpResponse response = (HttpResponse) returned;
        HttpCoroutineProbe.left(entered, response, response.getStatus().getValue(), null);
      } else {
        HttpCoroutineProbe.left(entered, null, 0, thrown);
      }
    }
  }

  /** A request is copied from another one: for redirects and retries, and for the engine. */
  static final class Copy {
    private Copy() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object copy, @Advice.Argument(0) Object original) {
      HttpCoroutineProbe.copied(copy, original);
    }
  }

  /** A request is complete. */
  static final class Build {
    private Build() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object builder, @Advice.Return Object request) {
      HttpCoroutineProbe.copied(request, builder);
    }
  }

  /** The engine gets a request. */
  static final class Sending {
    private Sending() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) @Nullable HttpRequestData request) {
      if (request != null) {
        HttpCoroutineProbe.sent(
            request,
            "ktor",
            request.getUrl().getProtocol().getName(),
            request.getMethod().getValue(),
            request.getUrl().getHost(),
            request.getUrl().getPort(),
            request.getUrl().getEncodedPath());
      }
    }
  }

  /** The client is done with a response: its body was read, or never will be. */
  static final class Done {
    private Done() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) @Nullable Object response) {
      HttpCoroutineProbe.done(response);
    }
  }
}
