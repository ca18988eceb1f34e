package com.acme.http;

import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.util.TimeValue;

/** What both clients of Apache HttpClient 5 are given. */
final class Apache5Settings {
  private Apache5Settings() {}

  static CredentialsProvider knownUser() {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(
        new AuthScope(null, -1),
        new UsernamePasswordCredentials(HttpCalls.USER, HttpCalls.PASSWORD.toCharArray()));
    return credentials;
  }

  /** Once, as by default, but not a second later. */
  static HttpRequestRetryStrategy hasty() {
    return new DefaultHttpRequestRetryStrategy(1, TimeValue.ofMilliseconds(10));
  }
}
