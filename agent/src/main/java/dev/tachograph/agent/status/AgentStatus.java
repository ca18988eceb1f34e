package dev.tachograph.agent.status;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the agent says about itself at one moment. It holds classes of the JDK, and no secret. */
public final class AgentStatus {
  /** Keys that files with secrets and users belong to. */
  private static final String[] GUARDED = {"http.auth.", "http.tls.", "push."};

  private final Map<String, Object> values = new LinkedHashMap<>();

  /** The agent records metrics. */
  public AgentStatus() {
    values.put("metrics_enabled", true);
  }

  /** Sets the port of the endpoint; -1 if there is none. */
  public AgentStatus port(int port) {
    values.put("metrics_port", port);
    return this;
  }

  /** Sets the families, without those that the Prometheus library reads from the JVM. */
  public AgentStatus families(List<MetricFamily<?>> families) {
    List<String> names = new ArrayList<>();
    for (MetricFamily<?> family : families) {
      names.add(family.name());
    }
    values.put("available_metrics", names);
    return this;
  }

  public AgentStatus version(String version) {
    values.put("version", version);
    return this;
  }

  /** Sets the number of woven classes, by instrumentation. */
  public AgentStatus wovenClasses(Map<String, Long> classes) {
    values.put("instrumented_classes", classes);
    return this;
  }

  /** Sets the number of woven methods, by rule; 0 for a rule without a match. */
  public AgentStatus ruleMatches(Map<String, Long> matches) {
    values.put("rule_matches", matches);
    return this;
  }

  public AgentStatus problems(List<ConfigProblem> problems) {
    List<String> messages = new ArrayList<>();
    for (ConfigProblem problem : problems) {
      messages.add(withoutSecret(problem.message()));
    }
    values.put("config_problems", messages);
    return this;
  }

  /** Somebody may have written a password where the name of its file belongs. */
  private static String withoutSecret(String message) {
    for (String guarded : GUARDED) {
      int end = message.indexOf('=');
      if (message.startsWith(guarded) && end > 0) {
        return message.substring(0, end) + " has a problem, which the log names";
      }
    }
    return message;
  }

  /** Sets every setting with its source; secrets are masked. */
  public AgentStatus settings(List<Assignment> assignments) {
    List<Object> settings = new ArrayList<>();
    for (Assignment assignment : assignments) {
      settings.add(
          Arrays.asList(assignment.key(), SettingMask.shown(assignment), assignment.source()));
    }
    values.put("settings", settings);
    return this;
  }

  /** Sets the latest warnings and errors, among them why classes were left as they are. */
  public AgentStatus log(List<String> lines, List<ConfigProblem> problems) {
    List<String> shown = new ArrayList<>(lines);
    for (ConfigProblem problem : problems) {
      // They are among the problems, there without what may be a secret.
      shown.removeIf(line -> line.endsWith(problem.message()));
    }
    values.put("log", shown);
    return this;
  }

  public Map<String, Object> asMap() {
    return values;
  }

  /** The status as JSON, in UTF-8. */
  public byte[] asJson() {
    return JsonText.of(values).getBytes(StandardCharsets.UTF_8);
  }
}
