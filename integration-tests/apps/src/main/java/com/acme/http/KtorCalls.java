package com.acme.http;

import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.HttpClientEngineFactory;
import io.ktor.client.engine.cio.CIO;
import io.ktor.client.engine.cio.CIOEngineConfig;
import io.ktor.client.plugins.DefaultRequestKt;
import io.ktor.client.plugins.HttpClientPlugin;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.client.statement.HttpResponse;
import io.ktor.client.statement.HttpResponseKt;
import io.ktor.client.statement.HttpStatement;
import io.ktor.http.HttpMethod;
import io.ktor.utils.io.ByteReadChannel;
import io.ktor.utils.io.jvm.javaio.BlockingKt;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.GlobalScope;
import kotlinx.coroutines.future.FutureKt;

/** Ktor's client, called as Kotlin's compiler would call it. */
public class KtorCalls implements HttpCalls {
  private static final long PATIENCE = 60_000;
  private static final String PLUGINS = "io.ktor.client.plugins.";

  private final HttpClientEngineFactory<?> engine;
  private final HttpClient client;

  public KtorCalls() throws ReflectiveOperationException {
    this(CIO.INSTANCE);
  }

  KtorCalls(HttpClientEngineFactory<?> engine) throws ReflectiveOperationException {
    this.engine = engine;
    this.client = client(PATIENCE);
  }

  private HttpClient client(long millis) throws ReflectiveOperationException {
    HttpClientPlugin<?, ?> retries = (HttpClientPlugin<?, ?>) retries();
    return HttpClientKt.HttpClient(
        engine,
        config -> {
          config.engine(
              settings -> {
                if (settings instanceof CIOEngineConfig) {
                  ((CIOEngineConfig) settings).setRequestTimeout(millis);
                }
                return Unit.INSTANCE;
              });
          config.install(retries, KtorCalls::onceAndSoon);
          return Unit.INSTANCE;
        });
  }

  /** The plugin, which is another class from Ktor 3 on. */
  private static Object retries() throws ReflectiveOperationException {
    try {
      Class<?> file = Class.forName(PLUGINS + "HttpRequestRetryKt");
      return file.getMethod("getHttpRequestRetry").invoke(null);
    } catch (NoSuchMethodException e) {
      return Class.forName(PLUGINS + "HttpRequestRetry").getField("Plugin").get(null);
    }
  }

  private static Unit onceAndSoon(Object settings) {
    try {
      Class<?> type = settings.getClass();
      type.getMethod("retryOnExceptionOrServerErrors", int.class).invoke(settings, 1);
      type.getMethod("constantDelay", long.class, long.class, boolean.class)
          .invoke(settings, 1, 0, false);
      return Unit.INSTANCE;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The body is read as a stream. */
  @Override
  public String get(String url) throws Exception {
    return streamed(client, url, () -> {});
  }

  /** The address is put together of the client's and the request's. */
  @Override
  public String post(String url, String body) throws Exception {
    URI uri = URI.create(url);
    HttpClient based =
        client.config(
            config -> {
              DefaultRequestKt.defaultRequest(
                  config,
                  request -> {
                    request.url(uri.resolve("/").toString());
                    return Unit.INSTANCE;
                  });
              return Unit.INSTANCE;
            });
    HttpRequestBuilder request = new HttpRequestBuilder();
    HttpRequestKt.url(request, uri.getRawPath().substring(1));
    request.setMethod(HttpMethod.Companion.getPost());
    request.setBody(body);
    return read(blocking((scope, next) -> new HttpStatement(request, based).execute(next)));
  }

  @Override
  public String getWithin(String url, int millis) throws Exception {
    try (HttpClient hasty = client(millis)) {
      return streamed(hasty, url, () -> {});
    }
  }

  /** The body is read before the response is handed out. */
  @Override
  public String getAsync(String url) throws Exception {
    try {
      return read(future(url).get());
    } catch (ExecutionException e) {
      return "failed " + e.getCause().getClass().getName();
    }
  }

  @Override
  public String cancel(String url, Runnable whenSent) throws Exception {
    CompletableFuture<HttpResponse> future = future(url);
    whenSent.run();
    return "cancelled " + future.cancel(true);
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) throws Exception {
    return streamed(client, url, whenHead);
  }

  @Override
  public void close() {
    client.close();
  }

  private static HttpRequestBuilder request(String url) {
    HttpRequestBuilder request = new HttpRequestBuilder();
    HttpRequestKt.url(request, url);
    return request;
  }

  private static <T> T blocking(Function2<CoroutineScope, Continuation<? super T>, Object> code)
      throws Exception {
    return BuildersKt.runBlocking(EmptyCoroutineContext.INSTANCE, code);
  }

  private CompletableFuture<HttpResponse> future(String url) {
    return FutureKt.future(
        GlobalScope.INSTANCE,
        EmptyCoroutineContext.INSTANCE,
        CoroutineStart.DEFAULT,
        (scope, next) -> new HttpStatement(request(url), client).execute(next));
  }

  private static String streamed(HttpClient client, String url, Runnable whenHead)
      throws Exception {
    HttpStatement statement = new HttpStatement(request(url), client);
    return KtorCalls.<String>blocking(
        (scope, next) ->
            statement.execute(
                (HttpResponse response, Continuation<? super String> ignored) -> {
                  whenHead.run();
                  return readUnchecked(response);
                },
                next));
  }

  private static Object readUnchecked(HttpResponse response) {
    try {
      return read(response);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(HttpResponse response) throws Exception {
    ByteReadChannel body = blocking((scope, next) -> HttpResponseKt.bodyAsChannel(response, next));
    return Bodies.read(response.getStatus().getValue(), BlockingKt.toInputStream(body, null));
  }
}
