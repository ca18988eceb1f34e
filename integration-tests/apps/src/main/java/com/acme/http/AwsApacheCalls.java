package com.acme.http;

import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** The client of the AWS SDK that is based on Apache HttpClient. */
public final class AwsApacheCalls extends AwsSyncCalls {
  public AwsApacheCalls() {
    super(ApacheHttpClient.create());
  }
}
