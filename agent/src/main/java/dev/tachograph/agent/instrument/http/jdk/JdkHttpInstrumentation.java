package dev.tachograph.agent.instrument.http.jdk;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/**
 * Where the JDK's HTTP client is woven: in {@code MultiExchange}, of which there is one for each
 * call, whatever front door it came through and however many requests it takes; where a client
 * waits for a call, or aborts it; and where the response is made that the application gets. A
 * future that the application gets is never touched.
 *
 * <p>All updates of JDK 17 to 25 have these methods. Before JDK 16 there was no {@code
 * whenCancelled}: those have no place where every failure is seen before the application sees it.
 */
public final class JdkHttpInstrumentation implements LibraryInstrumentation {
  /** Where a {@code MultiExchange}, and whoever aborts it, keeps its call. */
  static final String CALL = "tachographCall";

  private static final String HTTP = "jdk/internal/net/http/";
  private static final String CLIENT = HTTP + "HttpClientImpl";

  /** Since JDK 21, whose clients can be shut down. */
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
            SendAdvice.class);
        break;
      case PENDING:
        plan.field(CALL);
        plan.method(
                "<init>",
                "(J" + REQUEST + FUTURE + "L" + MULTI_EXCHANGE + ";L" + CLIENT + ";)V",
                plan.addsFields() && plan.hasFields(MULTI_EXCHANGE)
                    ? PendingAdvice.class
                    : LoadedPendingAdvice.class)
            .method("abort", "(" + THROWABLE + ")V", AbortAdvice.class);
        break;
      case MULTI_EXCHANGE:
        plan.field(CALL)
            .method(
                "responseAsync",
                "(Ljava/util/concurrent/Executor;)" + FUTURE,
                plan.loadedBefore() ? LoadedStartAdvice.class : StartAdvice.class)
            .method(
                "responseFilters",
                "(" + RESPONSE + ")L" + HTTP + "HttpRequestImpl;",
                HeadAdvice.class)
            .method("whenCancelled", "(" + THROWABLE + ")" + FUTURE, FailureAdvice.class);
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
            BodyEndAdvice.class);
        break;
      case OPENING_HANDSHAKE:
        plan.method("send", "()" + FUTURE, HandshakeAdvice.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
