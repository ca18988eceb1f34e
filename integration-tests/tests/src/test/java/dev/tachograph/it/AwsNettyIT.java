package dev.tachograph.it;

import java.util.stream.Stream;

/** The Netty-based client of the AWS SDK 2. */
class AwsNettyIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of(awsNetty("2.17.0"), awsNetty("2.59.1"));
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    return TestedClient.otherVersions(
        "AWS SDK, netty-nio-client", awsNetty("2.17.0"), awsNetty("2.59.1"));
  }

  private static TestedClient awsNetty(String version) {
    return TestedClient.of("awsnetty", "AwsNettyCalls", "awsnetty-" + version);
  }
}
