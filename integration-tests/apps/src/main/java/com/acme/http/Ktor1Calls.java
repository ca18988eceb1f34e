package com.acme.http;

import io.ktor.client.HttpClient;
import io.ktor.client.HttpClientKt;
import io.ktor.client.engine.cio.CIO;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestKt;
import io.ktor.client.statement.HttpResponse;
import io.ktor.client.statement.HttpStatement;
import io.ktor.utils.io.jvm.javaio.BlockingKt;
import kotlin.Unit;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlinx.coroutines.BuildersKt;

/** What is the same in Ktor 1. */
public final class Ktor1Calls implements HttpCalls {
  private final HttpClient client = HttpClientKt.HttpClient(CIO.INSTANCE, config -> Unit.INSTANCE);

  @Override
  public String get(String url) throws Exception {
    HttpRequestBuilder request = new HttpRequestBuilder();
    HttpRequestKt.url(request, url);
    HttpResponse response =
        BuildersKt.runBlocking(
            EmptyCoroutineContext.INSTANCE,
            (scope, next) -> new HttpStatement(request, client).execute(next));
    return Bodies.read(
        response.getStatus().getValue(), BlockingKt.toInputStream(response.getContent(), null));
  }

  @Override
  public String post(String url, String body) {
    return UNSUPPORTED;
  }

  @Override
  public String getWithin(String url, int millis) {
    return UNSUPPORTED;
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) {
    return UNSUPPORTED;
  }

  @Override
  public void close() {
    client.close();
  }
}
