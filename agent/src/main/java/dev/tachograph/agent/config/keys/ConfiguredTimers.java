package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigProblems;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyName;
import dev.tachograph.agent.config.KeySuggestion;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the configuration says about timers, as the registry asks for it. Immutable. */
public final class ConfiguredTimers implements TimerPolicy {
  private final Distribution distribution;
  private final Map<String, Distribution> distributions;
  private final double @Nullable [] buckets;
  private final Map<String, double[]> bucketsByFamily;

  public ConfiguredTimers(AgentConfig config) {
    distribution = config.get(TimerKeys.DISTRIBUTION);
    distributions = config.all(TimerKeys.FAMILY_DISTRIBUTION);
    buckets = config.find(TimerKeys.BUCKETS);
    bucketsByFamily = config.all(TimerKeys.FAMILY_BUCKETS);
  }

  @Override
  public Distribution distribution(String family) {
    Distribution own = distributions.get(family);
    return own == null ? distribution : own;
  }

  @Override
  public double[] buckets(String family, double[] defaultBuckets) {
    double[] own = bucketsByFamily.get(family);
    if (own == null) {
      own = buckets;
    }
    return own == null ? defaultBuckets : own.clone();
  }

  /** Whether anything is configured for single timers. Loads nothing if nothing is for timers. */
  public static boolean areNamed(AgentConfig config) {
    return !config.all(TimerKeys.FAMILY_DISTRIBUTION).isEmpty()
        || !config.all(TimerKeys.FAMILY_BUCKETS).isEmpty();
  }

  /**
   * What is configured for timers that do not exist. Which do, depends on the catalogue, so this
   * can only be asked once its families are registered.
   *
   * @param timers the names of all timer families
   */
  public static List<ConfigProblem> problems(AgentConfig config, List<String> timers) {
    ConfigProblems problems = new ConfigProblems();
    warnOfMissing(TimerKeys.FAMILY_DISTRIBUTION, config, timers, problems);
    warnOfMissing(TimerKeys.FAMILY_BUCKETS, config, timers, problems);
    return problems.list();
  }

  private static void warnOfMissing(
      Key<?> key, AgentConfig config, List<String> timers, ConfigProblems problems) {
    for (Assignment assignment : config.assignments(key)) {
      List<String> parameters = KeyName.parameters(key.name(), assignment.key());
      String family = parameters == null ? "" : parameters.get(0);
      if (!timers.contains(family)) {
        String nearest = KeySuggestion.nearest(family, timers);
        problems.warning(
            assignment.inWords()
                + " has no effect: there is no timer of that name"
                + (nearest == null ? "" : "; did you mean " + nearest + "?"));
      }
    }
  }
}
