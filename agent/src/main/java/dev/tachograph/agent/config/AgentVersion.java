package dev.tachograph.agent.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of the agent, which the build writes into the jar. */
public final class AgentVersion {
  private static final String RESOURCE = "/dev/tachograph/agent/version.properties";

  private AgentVersion() {}

  /** For instance {@code 1.2.0}; {@code unknown} if the jar was built in another way. */
  public static String get() {
    Properties properties = new Properties();
    try (InputStream in = AgentVersion.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException | IllegalArgumentException e) {
      // The agent can measure without knowing its version.
    }
    return properties.getProperty("version", "unknown");
  }
}
