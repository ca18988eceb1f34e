package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigProblems;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeySuggestion;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.OperationNames;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The configuration of timers, in the form that the registry asks for. Immutable. */
public final class ConfiguredTimers implements TimerPolicy {
  private final Distribution distribution;
  private final Map<String, Distribution> distributions;

  /** Whose latencies are histograms, unless the configuration says how timers are exposed. */
  private final OperationPreset preset;

  private final double @Nullable [] buckets;
  private final Map<String, double[]> bucketsByFamily;

  public ConfiguredTimers(AgentConfig config) {
    distribution = config.get(TimerKeys.DISTRIBUTION);
    distributions = config.all(TimerKeys.FAMILY_DISTRIBUTION);
    preset =
        config.isSet(TimerKeys.DISTRIBUTION)
            ? OperationPreset.NONE
            : config.get(OperationKeys.PRESET);
    buckets = config.find(TimerKeys.BUCKETS);
    bucketsByFamily = config.all(TimerKeys.FAMILY_BUCKETS);
  }

  @Override
  public Distribution distribution(String family) {
    Distribution own = distributions.get(family);
    if (own != null) {
      return own;
    }
    return preset.hasLatency(family) ? Distribution.HISTOGRAM : distribution;
  }

  @Override
  public double[] buckets(String family, double[] defaultBuckets) {
    double[] own = bucketsByFamily.get(family);
    if (own == null) {
      own = buckets;
    }
    return own == null ? defaultBuckets : own.clone();
  }

  /** Whether the configuration names single timers. */
  public static boolean areNamed(AgentConfig config) {
    return !config.all(TimerKeys.FAMILY_DISTRIBUTION).isEmpty()
        || !config.all(TimerKeys.FAMILY_BUCKETS).isEmpty();
  }

  /**
   * The settings for timers that do not exist. The catalogue decides which exist, so call this only
   * when its families are registered.
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
      String family = ConfigReader.parameter(key, assignment);
      // An operation may get its name while the application runs.
      if (!timers.contains(family) && !family.endsWith(OperationNames.LATENCY)) {
        String nearest = KeySuggestion.nearest(family, timers);
        problems.warning(
            assignment.inWords()
                + " has no effect: there is no timer of that name"
                + (nearest == null ? "" : "; did you mean " + nearest + "?"));
      }
    }
  }
}
