package dev.tachograph.bootstrap.support;

/** The agents that a JVM may have beside this one. */
public final class OtherAgents {
  /** How the names of the classes of OpenTelemetry's, Datadog's and Elastic's begin. */
  private static final String[] PREFIXES = {
    "io.opentelemetry.javaagent.", "datadog.trace.", "co.elastic.apm.agent."
  };

  private OtherAgents() {}

  /**
   * Whether a class is one of theirs.
   *
   * @param className with dots
   */
  public static boolean have(String className) {
    for (String prefix : PREFIXES) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
