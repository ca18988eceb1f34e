package dev.tachograph.it;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.OtherAgent;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.RunningJvm;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

  static Stream<Arguments> attached() {
    return JdkMatrix.ifFull(TracingAgentsIT::agentsAndJdks);
  }

  /** It changes classes then that have been woven, and have fields, since they were loaded. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("attached")
  void anAgentThatIsAttachedLater_changesNothingOfTheCounts(OtherAgent other, Jdk jdk) {
    JvmCommand command = Attaching.on(jdk).agent().jvm(other.properties());
    try (RunningJvm app = startWithLibraries(command, Paths.newDirectory("later"), "hold")) {
      app.awaitStdout("> holding");
      other.attachTo(app);
      app.type("");
      measuresAll(app, OF_EACH);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("attached")
  void attachedBesideAnotherAgent_allIsCountedFromThenOn(OtherAgent other, Jdk jdk) {
    JvmCommand command = with(Attaching.on(jdk), other);
    try (RunningJvm app = startWithLibraries(command, Paths.newDirectory("attached"), "hold")) {
      app.awaitStdout("> holding");
      Attaching.to(app, jdk);
      app.type("");
      // It holds after the first of three rounds.
      measuresAll(app, OF_EACH * 2 / 3);
    }
  }
}
