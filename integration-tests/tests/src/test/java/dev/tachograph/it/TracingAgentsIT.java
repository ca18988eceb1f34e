package dev.tachograph.it;

import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.OtherAgent;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Agents that trace: their starts are the longest, so that they have a class of their own. They
 * change clients and frameworks, too.
 */
class TracingAgentsIT extends OtherAgentsScenario {
  TracingAgentsIT() {
    super(true);
  }

  static Stream<Arguments> agentsAndJdks() {
    return JdkMatrix.of(
        Stream.of(OtherAgent.OPENTELEMETRY, OtherAgent.DATADOG, OtherAgent.ELASTIC));
  }
}
