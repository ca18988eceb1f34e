package com.acme.http;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The client of the AWS SDK that is based on HttpURLConnection. */
public final class AwsUrlConnectionCalls extends AwsSyncCalls {
  public AwsUrlConnectionCalls() {
    super(UrlConnectionHttpClient.create());
  }
}
