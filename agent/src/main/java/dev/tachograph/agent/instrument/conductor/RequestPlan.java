package dev.tachograph.agent.instrument.conductor;

import com.netflix.conductor.client.http.ConductorClientRequest;
import com.sun.jersey.api.client.ClientRequest;
import com.sun.jersey.api.client.ClientResponse;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.conductor.ApiRequestProbe;
import net.bytebuddy.asm.Advice;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Advice for the requests of client 4 and later, and for those of Jersey 1. */
final class RequestPlan {
  private static final String STRING = "Ljava/lang/String;";

  private RequestPlan() {}

  static void planConductorClient(ClassPlan plan) {
    plan.method(
            "execute",
            "(Lcom/netflix/conductor/client/http/ConductorClientRequest;"
                + "Lcom/fasterxml/jackson/core/type/TypeReference;)"
                + "Lcom/netflix/conductor/client/http/ConductorClientResponse;",
            Request.class)
        .method(
            "handleResponse",
            "(Lokhttp3/Response;Ljava/lang/reflect/Type;)Ljava/lang/Object;",
            OnResponse.class)
        .call(
            "serialize",
            "(" + STRING + "Ljava/lang/Object;)Lokhttp3/RequestBody;",
            "com/fasterxml/jackson/databind/ObjectMapper",
            "writeValueAsString",
            "(Ljava/lang/Object;)" + STRING,
            Serialize.class);
  }

  static void planClientBase(ClassPlan plan) {
    plan.method(
        "getURIBuilder",
        "(" + STRING + "[Ljava/lang/Object;)Ljavax/ws/rs/core/UriBuilder;",
        UriTemplate.class);
  }

  static void planJerseyClient(ClassPlan plan) {
    String handle =
        "(Lcom/sun/jersey/api/client/ClientRequest;)Lcom/sun/jersey/api/client/ClientResponse;";
    // The advice for the status needs the request in flight, so it is the inner one.
    plan.method("handle", handle, JerseySend.class).method("handle", handle, JerseyStatus.class);
  }

  static void planJerseyOutput(ClassPlan plan) {
    plan.method("write", "(I)V", BodyByte.class)
        .method("write", "([B)V", BodyBytes.class)
        .method("write", "([BII)V", BodyRange.class);
  }

  /** A request to the server, in the method that all others call. */
  static final class Request {
    private Request() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter() {
      return ApiRequestProbe.requestStarted();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) ConductorClientRequest request,
        @Advice.Enter @Nullable Object started) {
      ApiRequestProbe.requestEnded(started, request.getMethod().name(), request.getPath());
    }
  }

  /** The response to the request in flight. */
  static final class OnResponse {
    private OnResponse() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Response response) {
      ApiRequestProbe.responded(response.code());
    }
  }

  /** A request body, as the SDK has just written it. */
  static final class Serialize {
    private Serialize() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return @Nullable String json) {
      ApiRequestProbe.bodySerialized(json);
    }
  }

  /** Client 3 resolves the path template of the request that it sends next. */
  static final class UriTemplate {
    private UriTemplate() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) String path, @Woven.Field("root") String root) {
      ApiRequestProbe.templateResolved(path, root);
    }
  }

  /** A request of Jersey 1. It is Conductor's if client 3 resolved a template for it. */
  static final class JerseySend {
    private JerseySend() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter() {
      return ApiRequestProbe.sendStarted();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) ClientRequest request, @Advice.Enter @Nullable Object started) {
      ApiRequestProbe.sendEnded(started, request.getMethod());
    }
  }

  /** The response to the request that Jersey 1 has just sent. */
  static final class JerseyStatus {
    private JerseyStatus() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return ClientResponse response) {
      ApiRequestProbe.responded(response.getStatus());
    }
  }

  /** One byte of a request body, on its way to the connection. */
  static final class BodyByte {
    private BodyByte() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      ApiRequestProbe.bodyWritten(1);
    }
  }

  /** Bytes of a request body, on their way to the connection. */
  static final class BodyBytes {
    private BodyBytes() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) byte[] bytes) {
      ApiRequestProbe.bodyWritten(bytes.length);
    }
  }

  /** Bytes of a request body, on their way to the connection. */
  static final class BodyRange {
    private BodyRange() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(2) int length) {
      ApiRequestProbe.bodyWritten(length);
    }
  }
}
