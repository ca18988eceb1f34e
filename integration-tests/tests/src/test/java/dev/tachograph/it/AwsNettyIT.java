package dev.tachograph.it;

import java.util.stream.Stream;

/** The Netty-based client of the AWS SDK 2. */
class AwsNettyIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of("2.17.0", "2.57.8")
        .map(version -> TestedClient.of("awsnetty", "AwsNettyCalls", "awsnetty-" + version));
  }
}
