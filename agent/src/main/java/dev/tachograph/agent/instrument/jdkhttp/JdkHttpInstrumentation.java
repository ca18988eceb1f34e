package dev.tachograph.agent.instrument.jdkhttp;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.http.HttpCarrierProbe;
import dev.tachograph.bootstrap.http.HttpClientProbe;
import dev.tachograph.bootstrap.http.JdkHttpProbe;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for the JDK's HTTP client. It makes one {@code MultiExchange} for each call, whichever
 * method the application calls and however many requests the call takes. Advice is in that class,
 * where a client waits for a call or aborts it, and where it makes the response for the
 * application. Advice never touches a future that the application gets.
 *
 * <p>All updates of JDK 17 to 25 have these methods. Before JDK 16 there was no {@code
 * whenCancelled}, so no method saw every failure before the application did.
 */
public final class JdkHttpInstrumentation implements LibraryInstrumentation {
  /** The field that holds the call, in a {@code MultiExchange} and in a pending request. */
  static final String CALL = "tachographCall";

  private static final String HTTP = "jdk/internal/net/http/";
  private static final String CLIENT = HTTP + "HttpClientImpl";

  /** Exists since JDK 21, where clients can be shut down. */
  private static final String PENDING = CLIENT + "$PendingRequest";

  private static final String MULTI_EXCHANGE = HTTP + "MultiExchange";
  private static final String RESPONSE_MADE = HTTP + "HttpResponseImpl";
  private static final String OPENING_HANDSHAKE = HTTP + "websocket/OpeningHandshake";
  private static final String REQUEST = "Ljava/net/http/HttpRequest;";
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";
  private static final String RESPONSE = "L" + HTTP + "Response;";
  private static final String THROWABLE = "Ljava/lang/Throwable;";

  @Override
  public String name() {
    return "jdkhttp";
  }

  @Override
  public String[] classNames() {
    return new String[] {CLIENT, PENDING, MULTI_EXCHANGE, RESPONSE_MADE, OPENING_HANDSHAKE};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case CLIENT:
        plan.method(
            "send",
            "(" + REQUEST + "Ljava/net/http/HttpResponse$BodyHandler;)Ljava/net/http/HttpResponse;",
            Send.class);
        break;
      case PENDING:
        plan.field(CALL);
        plan.method(
                "<init>",
                "(J" + REQUEST + FUTURE + "L" + MULTI_EXCHANGE + ";L" + CLIENT + ";)V",
                plan.addsFields() && plan.hasFields(MULTI_EXCHANGE)
                    ? Pending.class
                    : LoadedPending.class)
            .method("abort", "(" + THROWABLE + ")V", Abort.class);
        break;
      case MULTI_EXCHANGE:
        plan.field(CALL)
            .method(
                "responseAsync",
                "(Ljava/util/concurrent/Executor;)" + FUTURE,
                plan.loadedBefore() ? LoadedStart.class : Start.class)
            .method(
                "responseFilters", "(" + RESPONSE + ")L" + HTTP + "HttpRequestImpl;", Head.class)
            .method("whenCancelled", "(" + THROWABLE + ")" + FUTURE, Failure.class);
        break;
      case RESPONSE_MADE:
        plan.method(
            "<init>",
            "("
                + REQUEST
                + RESPONSE
                + "Ljava/net/http/HttpResponse;Ljava/lang/Object;L"
                + HTTP
                + "Exchange;)V",
            BodyEnd.class);
        break;
      case OPENING_HANDSHAKE:
        plan.method("send", "()" + FUTURE, Handshake.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** The application makes a call and waits for it. */
  static final class Send {
    private Send() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(@Advice.Argument(0) Object request) {
      return JdkHttpProbe.sending(request);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object before, @Advice.Thrown @Nullable Throwable thrown) {
      JdkHttpProbe.sent(before, thrown);
    }
  }

  /** A client notes a pending call, to abort it when the client is shut down. */
  static final class Pending {
    private Pending() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    @Woven.Store(JdkHttpInstrumentation.CALL)
    static @Nullable Object exit(
        @Advice.Argument(3) Object exchange,
        @Woven.AddedField(value = JdkHttpInstrumentation.CALL, argument = 3)
            @Nullable Object call) {
      return HttpCarrierProbe.callOf(exchange, call);
    }
  }

  /**
   * As {@link Pending}, if one of the two classes was loaded before and has no field for the call.
   */
  static final class LoadedPending {
    private LoadedPending() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object pending, @Advice.Argument(3) Object exchange) {
      HttpCarrierProbe.attach(pending, HttpCarrierProbe.attached(exchange));
    }
  }

  /** A client that is shut down completes the future of a call without going through the call. */
  static final class Abort {
    private Abort() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object pending,
        @Woven.AddedField(JdkHttpInstrumentation.CALL) @Nullable Object call,
        @Advice.Argument(0) Throwable reason) {
      JdkHttpProbe.aborted(HttpCarrierProbe.callOf(pending, call), reason);
    }
  }

  /** As {@link Start}, in a class that was loaded before and has no field for the call. */
  static final class LoadedStart {
    private LoadedStart() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This(optional = true) Object exchange,
        @Woven.Field("userRequest") HttpRequest request) {
      return HttpCarrierProbe.attach(
          exchange, JdkHttpProbe.started(request, request.method(), request.uri()));
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      HttpClientProbe.failed(started, thrown);
    }
  }

  /** A call begins, on the caller's thread. */
  static final class Start {
    private Start() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    @Woven.Store(JdkHttpInstrumentation.CALL)
    static @Nullable Object enter(@Woven.Field("userRequest") HttpRequest request) {
      return JdkHttpProbe.started(request, request.method(), request.uri());
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      HttpClientProbe.failed(started, thrown);
    }
  }

  /**
   * A response head has come, and the client decides whether to send another request because of it.
   */
  static final class Head {
    private Head() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object exchange,
        @Woven.AddedField(JdkHttpInstrumentation.CALL) @Nullable Object call,
        @Advice.Argument(0) Object response,
        @Woven.ArgumentField(argument = 0, value = "statusCode") int status,
        @Advice.Return @Nullable Object next) {
      JdkHttpProbe.responded(HttpCarrierProbe.callOf(exchange, call), response, status, next);
    }
  }

  /** A call has failed for good, and the client prepares the exception for the application. */
  static final class Failure {
    private Failure() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object exchange,
        @Woven.AddedField(JdkHttpInstrumentation.CALL) @Nullable Object call,
        @Advice.Return CompletableFuture<?> failed) {
      JdkHttpProbe.failed(HttpCarrierProbe.callOf(exchange, call), failed);
    }
  }

  /**
   * The client makes the response for the application when the body has come. It makes one of each
   * response, not only of the last.
   */
  static final class BodyEnd {
    private BodyEnd() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(1) @Nullable Object response) {
      JdkHttpProbe.bodyCame(response);
    }
  }

  /** The client sends the handshake of a WebSocket as a request. It is not an HTTP call. */
  static final class Handshake {
    private Handshake() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static boolean enter() {
      return HttpClientProbe.ignoredEntered();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter boolean before) {
      HttpClientProbe.ignoredLeft(before);
    }
  }
}
