package dev.tachograph.bootstrap.support;

/** The agents that a JVM may have beside this one. */
public final class OtherAgents {
  private OtherAgents() {}

  /**
   * Whether a class is one of OpenTelemetry's, Datadog's or Elastic's agents. The first who asks
   * may be at the end of its stack, so there is nothing to initialize.
   *
   * @param className with dots
   */
  public static boolean isTheirs(String className) {
    return className.startsWith("io.opentelemetry.javaagent.")
        || className.startsWith("datadog.trace.")
        || className.startsWith("co.elastic.apm.agent.");
  }
}
