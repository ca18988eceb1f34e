package dev.tachograph.agent.instrument.reactornetty;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.http.HttpExchangeProbe;
import io.netty.handler.codec.http.HttpMethod;
import java.net.SocketAddress;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.client.WebsocketClientSpec;

/** Plans for the client of Reactor Netty. */
public final class ReactorNettyInstrumentation implements LibraryInstrumentation {
  private static final String CLIENT = "reactor/netty/http/client/";
  private static final String HANDLER = CLIENT + "HttpClientConnect$HttpClientHandler";
  private static final String OBSERVER = CLIENT + "HttpClientConnect$HttpIOHandlerObserver";
  private static final String CONFIG = CLIENT + "HttpClientConfig";
  private static final String SINK = "reactor/core/publisher/MonoCreate$DefaultMonoSink";
  private static final String MONO_SINK = "reactor/core/publisher/MonoSink";
  private static final String STATE_CHANGE =
      "(Lreactor/netty/Connection;Lreactor/netty/ConnectionObserver$State;)V";

  @Override
  public String name() {
    return "reactornetty";
  }

  @Override
  public String[] classNames() {
    return new String[] {HANDLER, OBSERVER, CONFIG, SINK};
  }

  @Override
  public String[] endsOf(String className) {
    return className.equals(HANDLER) ? new String[] {OBSERVER, CONFIG, SINK} : NO_CLASSES;
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case HANDLER:
        plan.method("<init>", "(L" + CONFIG + ";)V", Handler.class)
            .method("get", "()Ljava/net/SocketAddress;", Address.class)
            .method("test", "(Ljava/lang/Throwable;)Z", Failure.class);
        break;
      case OBSERVER:
        plan.method("<init>", "(L" + MONO_SINK + ";L" + HANDLER + ";)V", Observer.class)
            .method("onStateChange", STATE_CHANGE, State.class)
            .call(
                "onStateChange",
                STATE_CHANGE,
                MONO_SINK,
                "success",
                "(Ljava/lang/Object;)V",
                Response.class);
        break;
      case CONFIG:
        plan.method("<init>", "(L" + CONFIG + ";)V", Config.class);
        break;
      case SINK:
        plan.method("cancel", "()V", Cancel.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /**
   * A subscription to a call. The address comes later, because asking for it would run the
   * application's code.
   */
  static final class Handler {
    private Handler() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object handler,
        @Advice.Argument(0) HttpClientConfig config,
        @Woven.Field("websocketClientSpec") @Nullable WebsocketClientSpec webSocket) {
      HttpExchangeProbe.announced(handler, config.baseUrl(), config.uri(), config, webSocket);
    }
  }

  /** The client asks for the address to connect to, at the start and after a redirect. */
  static final class Address {
    private Address() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object handler,
        @Woven.Field("method") HttpMethod method,
        @Advice.Return SocketAddress address) {
      HttpExchangeProbe.addressed(handler, "reactornetty", method.name(), address);
    }
  }

  /** The client decides after each failure, a redirect among them, whether to subscribe again. */
  static final class Failure {
    private Failure() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object handler,
        @Advice.Argument(0) Throwable failure,
        @Advice.Return boolean again) {
      HttpExchangeProbe.failedUnless(again, handler, failure);
    }
  }

  /** An attempt begins. Its sink will see the end, and its handler stands for the call. */
  static final class Observer {
    private Observer() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Argument(0) Object sink, @Advice.Argument(1) Object handler) {
      HttpExchangeProbe.linked(sink, handler);
    }
  }

  /** A connection changes its state, perhaps to the end of the body. */
  static final class State {
    private State() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Field("sink") MonoSink<?> sink, @Advice.Argument(1) ConnectionObserver.State state) {
      HttpExchangeProbe.changed(sink, state.toString());
    }
  }

  /** The client passes on the head of the final response. */
  static final class Response {
    private Response() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Field("sink") MonoSink<?> sink, @Advice.Argument(0) HttpClientResponse response) {
      HttpExchangeProbe.responded(sink, response.status().code());
    }
  }

  /**
   * A configuration is copied. It may be that of a request, and the copying code may know the
   * template.
   */
  static final class Config {
    private Config() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.This(optional = true) Object config) {
      HttpExchangeProbe.configured(config);
    }
  }

  /** A subscription is cancelled: to a call, or to anything else that was made with a sink. */
  static final class Cancel {
    private Cancel() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object sink) {
      HttpExchangeProbe.subscriptionCancelled(sink);
    }
  }
}
