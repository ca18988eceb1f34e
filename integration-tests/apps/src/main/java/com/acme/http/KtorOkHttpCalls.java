package com.acme.http;

import io.ktor.client.engine.okhttp.OkHttp;

/** Ktor's client on its engine for OkHttp. */
public final class KtorOkHttpCalls extends KtorCalls {
  public KtorOkHttpCalls() throws ReflectiveOperationException {
    super(OkHttp.INSTANCE);
  }
}
