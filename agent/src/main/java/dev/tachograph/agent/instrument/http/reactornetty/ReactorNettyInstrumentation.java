package dev.tachograph.agent.instrument.http.reactornetty;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/** Where the client of Reactor Netty is woven. */
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
        plan.method("<init>", "(L" + CONFIG + ";)V", HandlerAdvice.class)
            .method("get", "()Ljava/net/SocketAddress;", AddressAdvice.class)
            .method("test", "(Ljava/lang/Throwable;)Z", FailureAdvice.class);
        break;
      case OBSERVER:
        plan.method("<init>", "(L" + MONO_SINK + ";L" + HANDLER + ";)V", ObserverAdvice.class)
            .method("onStateChange", STATE_CHANGE, StateAdvice.class)
            .call(
                "onStateChange",
                STATE_CHANGE,
                MONO_SINK,
                "success",
                "(Ljava/lang/Object;)V",
                ResponseAdvice.class);
        break;
      case CONFIG:
        plan.method("<init>", "(L" + CONFIG + ";)V", ConfigAdvice.class);
        break;
      case SINK:
        plan.method("cancel", "()V", CancelAdvice.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
