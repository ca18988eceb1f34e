package com.acme.http;

import java.net.URI;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** A blocking client of the AWS SDK, called as the SDK calls it. */
abstract class AwsSyncCalls extends TemplateCalls {
  private final SdkHttpClient client;

  AwsSyncCalls(SdkHttpClient client) {
    this.client = client;
  }

  @Override
  String get(String base, String name) throws Exception {
    SdkHttpFullRequest request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create(base + "/ok/" + name))
            .putHeader("Host", URI.create(base).getAuthority())
            .build();
    HttpExecuteResponse response =
        client.prepareRequest(HttpExecuteRequest.builder().request(request).build()).call();
    return Bodies.read(response.httpResponse().statusCode(), response.responseBody().orElse(null));
  }
}
