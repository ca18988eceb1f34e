package dev.tachograph.agent.instrument.micronaut;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.instrument.method.MethodProbes;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.http.HttpFlowProbe;
import io.micronaut.http.HttpRequest;
import java.net.URI;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.jspecify.annotations.Nullable;

/**
 * Plans for Micronaut's HTTP client over Netty. Advice is where a request has passed all filters,
 * above redirects: all ways to make a call pass there. Up to version 4.6 the publisher of the
 * response is an argument of the method that applies the filters. Since 4.7 it is the result of a
 * method that they end in, and since 4.8 a flow.
 */
public final class MicronautHttpInstrumentation implements LibraryInstrumentation {
  private static final String NETTY = "io/micronaut/http/client/netty/";
  private static final String CLIENT = NETTY + "DefaultHttpClient";

  /** What a client of version 5 hands everything to. */
  private static final String INNER = NETTY + "NettyHttpClient";

  private static final String HANDLER = CLIENT + "$BaseHttpResponseHandler";

  private static final String REQUEST = "Lio/micronaut/http/HttpRequest;";
  private static final String MUTABLE = "Lio/micronaut/http/MutableHttpRequest;";
  private static final String PUBLISHER = "Lorg/reactivestreams/Publisher;";
  private static final String REFERENCE = "Ljava/util/concurrent/atomic/AtomicReference;";
  private static final String HINT = "L" + NETTY + "BlockHint;";
  private static final String READER = "Ljava/util/function/BiFunction;";

  private static final String FILTER = "applyFilterToResponsePublisher";
  private static final String FILTER_FIVE =
      "(" + REQUEST + REQUEST + "Ljava/net/URI;" + REFERENCE + PUBLISHER + ")" + PUBLISHER;
  private static final String FILTER_FOUR =
      "(" + REQUEST + REQUEST + "Ljava/net/URI;" + PUBLISHER + ")" + PUBLISHER;

  private static final String SEND = "sendRequestWithRedirectsNoFilter";
  private static final String SEND_MONO =
      "(" + REQUEST + HINT + MUTABLE + READER + ")Lreactor/core/publisher/Mono;";
  private static final String SEND_FLOW =
      "(Lio/micronaut/core/propagation/PropagatedContext;"
          + REFERENCE
          + HINT
          + MUTABLE
          + READER
          + ")Lio/micronaut/core/execution/ExecutionFlow;";

  /** Version 3 and before, which do not have this method, are left alone. */
  private static final String CONNECTIONS = "connectionManager";

  private static final String CONNECTIONS_FOUR = "()L" + NETTY + "ConnectionManager;";

  private static final String REDIRECT = "setRedirectHeaders";

  @Override
  public String name() {
    return "micronauthttp";
  }

  @Override
  public String[] classNames() {
    return new String[] {CLIENT, INNER, HANDLER};
  }

  @Override
  public void prepare() {
    MethodProbes.prepare();
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case HANDLER:
        plan.methodsLike(REDIRECT, "(" + REQUEST + MUTABLE, ")V", Redirect.class);
        break;
      case INNER:
        planFlow(plan);
        break;
      case CLIENT:
        planClient(plan);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  private static void planClient(ClassPlan plan) {
    if (plan.declares("getNettyHttpClient", "()L" + INNER + ";")) {
      // It hands everything on.
      return;
    }
    if (plan.declares(SEND, SEND_FLOW)) {
      planFlow(plan);
    } else if (plan.declares(SEND, SEND_MONO)) {
      plan.method(SEND, SEND_MONO, SentMono.class)
          .methodsLike(REDIRECT, "(" + REQUEST + MUTABLE, ")V", Redirect.class);
    } else if (plan.declares(FILTER, FILTER_FIVE) && plan.declares(CONNECTIONS, CONNECTIONS_FOUR)) {
      plan.method(FILTER, FILTER_FIVE, FilteredFive.class);
    } else {
      plan.method(FILTER, FILTER_FOUR, FilteredFour.class);
    }
  }

  private static void planFlow(ClassPlan plan) {
    plan.method(SEND, SEND_FLOW, SentFlow.class)
        .methodsLike(REDIRECT, "(" + REQUEST + MUTABLE, ")V", Redirect.class);
  }

  /** Filters get the publisher of a response, which they subscribe to unless one answers itself. */
  static final class FilteredFive {
    private FilteredFive() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(1) HttpRequest<?> request,
        @Advice.Argument(2) URI uri,
        @Advice.Argument(value = 4, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object publisher) {
      publisher =
          HttpFlowProbe.subscribed(
              publisher,
              request,
              "micronauthttp",
              request.getMethodName(),
              uri,
              request.getAttribute("micronaut.http.route.template"));
    }
  }

  /** The same since version 4.2. */
  static final class FilteredFour {
    private FilteredFour() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(1) HttpRequest<?> request,
        @Advice.Argument(2) URI uri,
        @Advice.Argument(value = 3, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            @Nullable Object publisher) {
      publisher =
          HttpFlowProbe.subscribed(
              publisher,
              request,
              "micronauthttp",
              request.getMethodName(),
              uri,
              request.getAttribute("micronaut.http.route.template"));
    }
  }

  /** The same in version 4.7, after the filters. */
  static final class SentMono {
    private SentMono() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(2) HttpRequest<?> request,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object mono) {
      mono =
          HttpFlowProbe.subscribed(
              mono,
              request,
              "micronauthttp",
              request.getMethodName(),
              request.getUri(),
              request.getAttribute("micronaut.http.route.template"));
    }
  }

  /** A request has passed all filters, and is sent. */
  static final class SentFlow {
    private SentFlow() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(3) HttpRequest<?> request) {
      return HttpFlowProbe.started(
          request,
          "micronauthttp",
          request.getMethodName(),
          request.getUri(),
          request.getAttribute("micronaut.http.route.template"));
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable Object flow,
        @Advice.Thrown @Nullable Throwable thrown) {
      flow = HttpFlowProbe.flowing(started, flow, thrown);
    }
  }

  /** A response says where to go instead. The new request passes the filters again. */
  static final class Redirect {
    private Redirect() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) Object request) {
      HttpFlowProbe.redirected(request);
    }
  }
}
