package dev.tachograph.agent.instrument.okhttp;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.http.HttpBodyProbe;
import dev.tachograph.bootstrap.http.HttpClientProbe;
import dev.tachograph.bootstrap.http.HttpTemplateProbe;
import java.io.InterruptedIOException;
import net.bytebuddy.asm.Advice;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Plans for OkHttp. Advice is around the chain of interceptors. A call passes it once, on the
 * thread that executes the call or on one of the dispatcher's.
 */
public final class OkHttpInstrumentation implements LibraryInstrumentation {
  private static final String REAL_CALL = "okhttp3/internal/connection/RealCall";
  private static final String EARLIER_REAL_CALL = "okhttp3/RealCall";
  private static final String EARLIER_ASYNC_CALL = "okhttp3/RealCall$AsyncCall";
  private static final String STREAM_ALLOCATION = "okhttp3/internal/connection/StreamAllocation";
  private static final String RESPONSE = "()Lokhttp3/Response;";
  private static final String IO_EXCEPTION = "Ljava/io/IOException;";

  @Override
  public String name() {
    return "okhttp";
  }

  @Override
  public String[] classNames() {
    return new String[] {REAL_CALL, EARLIER_REAL_CALL, EARLIER_ASYNC_CALL, STREAM_ALLOCATION};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case REAL_CALL:
        String chain = "getResponseWithInterceptorChain$okhttp";
        plan.method(chain, RESPONSE, Call.class)
            .method(chain, RESPONSE, CallBody.class)
            .method(chain, RESPONSE, OnResponse.class)
            .method("timeoutExit", "(" + IO_EXCEPTION + ")" + IO_EXCEPTION, CallDone.class)
            .optionalMethod(
                "noMoreExchanges$okhttp", "(" + IO_EXCEPTION + ")" + IO_EXCEPTION, Rejected.class);
        break;
      case EARLIER_REAL_CALL:
        plan.method("getResponseWithInterceptorChain", RESPONSE, Call.class)
            .method("getResponseWithInterceptorChain", RESPONSE, OnResponse.class);
        break;
      case EARLIER_ASYNC_CALL:
        // OkHttp before 3.12 does not tell the callback.
        plan.optionalCall(
            "executeOn",
            "(Ljava/util/concurrent/ExecutorService;)V",
            "okhttp3/Callback",
            "onFailure",
            "(Lokhttp3/Call;" + IO_EXCEPTION + ")V",
            EarlierRejected.class);
        break;
      case STREAM_ALLOCATION:
        String codec = "Lokhttp3/internal/http/HttpCodec;";
        plan.method(
                "newStream",
                "(Lokhttp3/OkHttpClient;Lokhttp3/Interceptor$Chain;Z)" + codec,
                Stream.class)
            .method("streamFinished", "(Z" + codec + "J" + IO_EXCEPTION + ")V", StreamEnd.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** A call passes the chain of interceptors. */
  static final class Call {
    private Call() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Field("originalRequest") Request request,
        @Woven.Field("forWebSocket") boolean webSocket) {
      return HttpTemplateProbe.started(
          request,
          HttpClientProbe.entered(
              webSocket,
              "okhttp",
              request.method(),
              request.url().host(),
              request.url().port(),
              request.url().encodedPath()));
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object entered, @Advice.Thrown @Nullable Throwable thrown) {
      HttpClientProbe.left(entered, thrown);
    }
  }

  /** A call ends. If the dispatcher's executor has rejected it, it has not passed the chain. */
  static final class Rejected {
    private Rejected() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Field("originalRequest") Request request,
        @Woven.Field("forWebSocket") boolean webSocket,
        @Advice.Argument(0) @Nullable Throwable failure) {
      if (failure instanceof InterruptedIOException
          && "executor rejected".equals(failure.getMessage())
          && !webSocket) {
        HttpClientProbe.failed(
            HttpTemplateProbe.started(
                request,
                HttpClientProbe.started(
                    "okhttp",
                    request.method(),
                    request.url().host(),
                    request.url().port(),
                    request.url().encodedPath())),
            failure);
      }
    }
  }

  /** Before OkHttp 4.4: the dispatcher's executor has rejected a call, and the callback is told. */
  static final class EarlierRejected {
    private EarlierRejected() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Woven.Receiver Object callback,
        @Advice.Argument(0) okhttp3.Call call,
        @Advice.Argument(1) @Nullable Throwable failure) {
      // That of a WebSocket: whether the call is one of those, only its own class can see.
      if (!callback.getClass().getName().startsWith("okhttp3.internal.ws.")) {
        Request request = call.request();
        HttpClientProbe.failed(
            HttpTemplateProbe.started(
                request,
                HttpClientProbe.started(
                    "okhttp",
                    request.method(),
                    request.url().host(),
                    request.url().port(),
                    request.url().encodedPath())),
            failure);
      }
    }
  }

  /** The end of this call, with or before its body, will be seen by {@link CallDone}. */
  static final class CallBody {
    private CallBody() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This(optional = true) Object call) {
      HttpBodyProbe.bodyFollows(call);
    }
  }

  /** The chain returns the response that the application gets. */
  static final class OnResponse {
    private OnResponse() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return Response response) {
      HttpClientProbe.answered(response.code());
    }
  }

  /** The whole call has ended, its body included, so its timeout ends. */
  static final class CallDone {
    private CallDone() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object call,
        @Advice.Argument(0) @Nullable Throwable failure) {
      HttpBodyProbe.bodyEnded(call, failure);
    }
  }

  /**
   * OkHttp 3.12 begins a request and its response. A call may need several. If a stream is given up
   * and the request made again, the allocation stays the same object.
   */
  static final class Stream {
    private Stream() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This(optional = true) Object allocation) {
      HttpBodyProbe.bodyFollows(allocation);
    }
  }

  /** OkHttp 3.12 has finished a request and its response. */
  static final class StreamEnd {
    private StreamEnd() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This(optional = true) Object allocation,
        @Advice.Argument(3) @Nullable Throwable failure) {
      HttpBodyProbe.bodyEnded(allocation, failure);
    }
  }
}
