package dev.tachograph.agent.instrument.http.okhttp;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;

/**
 * Where OkHttp is woven: around the chain of interceptors, which a call passes once, on the thread
 * that executes it or on one of the dispatcher's.
 */
public final class OkHttpInstrumentation implements LibraryInstrumentation {
  private static final String REAL_CALL = "okhttp3/internal/connection/RealCall";
  private static final String EARLIER_REAL_CALL = "okhttp3/RealCall";
  private static final String STREAM_ALLOCATION = "okhttp3/internal/connection/StreamAllocation";
  private static final String RESPONSE = "()Lokhttp3/Response;";
  private static final String IO_EXCEPTION = "Ljava/io/IOException;";

  @Override
  public String name() {
    return "okhttp";
  }

  @Override
  public String[] classNames() {
    return new String[] {REAL_CALL, EARLIER_REAL_CALL, STREAM_ALLOCATION};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case REAL_CALL:
        String chain = "getResponseWithInterceptorChain$okhttp";
        plan.method(chain, RESPONSE, CallAdvice.class)
            .method(chain, RESPONSE, CallBodyAdvice.class)
            .method(chain, RESPONSE, ResponseAdvice.class)
            .method("timeoutExit", "(" + IO_EXCEPTION + ")" + IO_EXCEPTION, CallDoneAdvice.class);
        break;
      case EARLIER_REAL_CALL:
        plan.method("getResponseWithInterceptorChain", RESPONSE, CallAdvice.class)
            .method("getResponseWithInterceptorChain", RESPONSE, ResponseAdvice.class);
        break;
      case STREAM_ALLOCATION:
        String codec = "Lokhttp3/internal/http/HttpCodec;";
        plan.method(
                "newStream",
                "(Lokhttp3/OkHttpClient;Lokhttp3/Interceptor$Chain;Z)" + codec,
                StreamAdvice.class)
            .method(
                "streamFinished", "(Z" + codec + "J" + IO_EXCEPTION + ")V", StreamEndAdvice.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }
}
