package dev.tachograph.agent.config;

import dev.tachograph.agent.config.ConfigProblem.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Collects problems while the configuration is read. A file that is not a properties file has a
 * problem in every line. So this keeps only the first hundred and counts the rest.
 */
public final class ConfigProblems {
  private static final int MAX_KEPT = 100;

  private final List<ConfigProblem> kept = new ArrayList<>();
  private int dropped;

  public void warning(String message) {
    add(Severity.WARNING, message);
  }

  public void error(String message) {
    add(Severity.ERROR, message);
  }

  public boolean isFull() {
    return kept.size() >= MAX_KEPT;
  }

  private void add(Severity severity, String message) {
    if (isFull()) {
      dropped++;
    } else {
      kept.add(new ConfigProblem(severity, message));
    }
  }

  public List<ConfigProblem> list() {
    List<ConfigProblem> all = new ArrayList<>(kept);
    if (dropped > 0) {
      all.add(new ConfigProblem(Severity.ERROR, dropped + " more problems are not shown"));
    }
    return Collections.unmodifiableList(all);
  }
}
