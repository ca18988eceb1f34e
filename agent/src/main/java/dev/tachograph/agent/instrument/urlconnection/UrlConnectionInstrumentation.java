package dev.tachograph.agent.instrument.urlconnection;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.http.HttpBodyProbe;
import dev.tachograph.bootstrap.http.UrlConnectionProbe;
import java.io.InputStream;
import java.net.URL;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Plans for {@code HttpURLConnection}. The connection for https that the application sees delegates
 * everything to one of these classes.
 */
public final class UrlConnectionInstrumentation implements LibraryInstrumentation {
  private static final String HTTP = "sun/net/www/protocol/http/HttpURLConnection";
  private static final String HTTPS =
      "sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection";
  private static final String BODY = HTTP + "$HttpInputStream";
  private static final String UPLOAD = HTTP + "$StreamingOutputStream";

  @Override
  public String name() {
    return "urlconnection";
  }

  @Override
  public String[] classNames() {
    return new String[] {HTTP, HTTPS, BODY, UPLOAD};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    switch (className) {
      case HTTP:
        plan.method("connect", "()V", Connect.class)
            .method("getOutputStream0", "()Ljava/io/OutputStream;", Output.class)
            .method("getInputStream0", "()Ljava/io/InputStream;", Exchange.class);
        break;
      case HTTPS:
        plan.method("connect", "()V", Connect.class);
        break;
      case BODY:
        plan.method("read", "()I", BodyRead.class)
            .method("read", "([BII)I", BodyRead.class)
            .method("close", "()V", BodyClose.class);
        break;
      case UPLOAD:
        plan.method("write", "(I)V", Upload.class)
            .method("write", "([BII)V", Upload.class)
            .method("close", "()V", Upload.class);
        break;
      default:
        throw new IllegalArgumentException(className);
    }
  }

  /** The application or the connection itself connects. */
  static final class Connect {
    private Connect() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This(optional = true) Object connection,
        @Woven.Field("connected") boolean connected,
        @Woven.Field("method") String method,
        @Woven.Field("url") URL url) {
      return UrlConnectionProbe.opening(connection, connected, method, url);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object opening,
        @Woven.Field("responseCode") int status,
        @Advice.Thrown @Nullable Throwable thrown) {
      UrlConnectionProbe.opened(opening, status, thrown);
    }
  }

  /** The application asks for the stream of the request's body. This connects. */
  static final class Output {
    private Output() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This(optional = true) Object connection,
        @Woven.Field("inputStream") @Nullable InputStream response,
        @Woven.Field("method") String method,
        @Woven.Field("url") URL url) {
      return UrlConnectionProbe.openingForOutput(connection, response, method, url);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object opening,
        @Woven.Field("responseCode") int status,
        @Woven.Field("method") String method,
        @Advice.Return @Nullable Object body,
        @Advice.Thrown @Nullable Throwable thrown) {
      UrlConnectionProbe.openedForOutput(opening, status, method, body, thrown);
    }
  }

  /** The application asks for the response, for the first time or again. */
  static final class Exchange {
    private Exchange() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Advice.This(optional = true) Object connection,
        @Woven.Field("inputStream") @Nullable InputStream response,
        @Woven.Field("rememberedException") @Nullable Exception failure,
        @Woven.Field("method") String method,
        @Woven.Field("url") URL url) {
      return UrlConnectionProbe.exchanging(connection, response, failure, method, url);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object exchanging,
        @Woven.Field("responseCode") int status,
        @Woven.Field("method") String method,
        @Advice.Return @Nullable Object body,
        @Advice.Thrown @Nullable Throwable thrown) {
      UrlConnectionProbe.exchanged(exchanging, status, method, body, thrown);
    }
  }

  /** The application reads from a response's body. */
  static final class BodyRead {
    private BodyRead() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object body,
        @Advice.Return int read,
        @Advice.Thrown @Nullable Throwable thrown) {
      HttpBodyProbe.bodyRead(body, read, thrown);
    }
  }

  /** The application closes a response's body. */
  static final class BodyClose {
    private BodyClose() {}

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.This(optional = true) Object body) {
      HttpBodyProbe.bodyEnded(body, null);
    }
  }

  /** The application writes to the body of a request that is streamed, or closes it. */
  static final class Upload {
    private Upload() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static boolean enter(@Woven.Field("closed") boolean closed) {
      return UrlConnectionProbe.uploading(closed);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This(optional = true) Object body,
        @Advice.Enter boolean uploading,
        @Advice.Thrown @Nullable Throwable thrown) {
      UrlConnectionProbe.uploaded(body, uploading, thrown);
    }
  }
}
