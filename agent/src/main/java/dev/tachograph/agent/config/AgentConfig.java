package dev.tachograph.agent.config;

import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.uri.UriRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as the rest of the agent sees it: typed, complete, valid. What could not be
 * used has been replaced by its default and is listed in {@link #problems()}. Immutable.
 */
public final class AgentConfig implements TimerPolicy {
  private static final String AUTO = "auto";
  private static final String OFF = "off";
  private static final String EXIT = "exit";

  private final boolean enabled;
  private final boolean httpEnabled;
  private final String httpHost;
  private final int httpPort;
  private final int httpPortRange;
  private final HttpAccess httpAccess;
  private final @Nullable String textfileDirectory;
  private final String textfileFileName;
  private final long textfileIntervalMillis;
  private final int windowSize;
  private final int seriesLimit;
  private final Catalogue catalogue;
  private final boolean jvmMetricsEnabled;
  private final Distribution distribution;
  private final Map<String, Distribution> distributions;
  private final double @Nullable [] buckets;
  private final Map<String, double[]> bucketsByFamily;
  private final List<MethodRule> methodRules;
  private final ExecutorConfig executors;
  private final boolean untilBodyEnds;
  private final Set<String> apiHosts;
  private final int uriLearnLimit;
  private final List<UriRule> uriRules;
  private final List<String> disabledInstrumentations;
  private final String weavingCache;
  private final boolean weavingCacheWrittenAtExit;
  private final List<Setting> settings;
  private final List<ConfigProblem> problems;

  AgentConfig(ConfigReader reader) {
    enabled = reader.toggle(ConfigKeys.ENABLED);
    httpEnabled = reader.toggle(ConfigKeys.HTTP_ENABLED);
    httpHost = reader.host(ConfigKeys.HTTP_HOST);
    httpPort = reader.number(ConfigKeys.HTTP_PORT);
    httpPortRange = reader.portRange(ConfigKeys.HTTP_PORT_RANGE, httpPort);
    httpAccess = new HttpAccess(reader);
    textfileDirectory = reader.directory(ConfigKeys.TEXTFILE_DIRECTORY);
    textfileFileName = reader.fileName(ConfigKeys.TEXTFILE_FILE_NAME);
    textfileIntervalMillis = reader.intervalMillis(ConfigKeys.TEXTFILE_INTERVAL);
    windowSize = reader.number(ConfigKeys.WINDOW_SIZE);
    seriesLimit = reader.number(ConfigKeys.SERIES_LIMIT);
    catalogue = reader.catalogue();
    jvmMetricsEnabled = reader.toggle(ConfigKeys.METRICS_JVM);
    distribution = reader.distribution(catalogue);
    distributions = reader.distributionsByFamily();
    buckets = reader.buckets();
    bucketsByFamily = reader.bucketsByFamily();
    methodRules = reader.methodRules();
    executors = new ExecutorConfigReader(reader).read();
    untilBodyEnds = reader.untilBodyEnds();
    apiHosts = reader.hosts(ConfigKeys.HTTP_CLIENT_API_HOSTS);
    uriLearnLimit = reader.number(ConfigKeys.URI_LEARN_LIMIT);
    uriRules = reader.uriRules();
    disabledInstrumentations = reader.disabledInstrumentations();
    weavingCache = reader.choiceOrFile(ConfigKeys.WEAVING_CACHE, AUTO, OFF);
    weavingCacheWrittenAtExit =
        reader.choice(ConfigKeys.WEAVING_CACHE_WRITE, "idle", EXIT).equals(EXIT);
    settings = reader.settings();
    problems = reader.problems();
  }

  /**
   * Reads the configuration; agent arguments come before system properties, these before the
   * environment, that before the file. Never throws: whatever is wrong is a problem of the result.
   *
   * @param agentArgs the path of a properties file, or {@code key=value,key=value}
   */
  public static AgentConfig load(
      @Nullable String agentArgs, Map<String, String> environment, Properties systemProperties) {
    return ConfigLoader.load(agentArgs, environment, systemProperties);
  }

  /** What a file says by itself, without system properties and environment. Never throws. */
  public static AgentConfig loadFile(String path) {
    return ConfigLoader.loadFile(path);
  }

  /** If not, the agent does nothing at all. */
  public boolean enabled() {
    return enabled;
  }

  public boolean httpEnabled() {
    return httpEnabled && httpAccess.isConsistent();
  }

  /** A host name or an IP address; an IPv6 address has no brackets. */
  public String httpHost() {
    return httpHost;
  }

  /** The first port to try; 0 = any free one. */
  public int httpPort() {
    return httpPort;
  }

  /** How many consecutive ports to try, at least 1; the last one is at most 65535. */
  public int httpPortRange() {
    return httpPortRange;
  }

  public HttpAccess httpAccess() {
    return httpAccess;
  }

  public boolean textfileEnabled() {
    return textfileDirectory != null;
  }

  /** As written, perhaps relative to the working directory; null if there is to be no textfile. */
  public @Nullable String textfileDirectory() {
    return textfileDirectory;
  }

  public String textfileFileName() {
    return textfileFileName;
  }

  /** At least 100 ms. */
  public Duration textfileInterval() {
    return Duration.ofMillis(textfileIntervalMillis);
  }

  /** How many observations a quantile looks back on, at least 1. */
  public int windowSize() {
    return windowSize;
  }

  /** How many series a family may have, at least 1. */
  public int seriesLimit() {
    return seriesLimit;
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  /** Whether {@code jvm_*} and {@code process_*} are exposed. */
  public boolean jvmMetricsEnabled() {
    return jvmMetricsEnabled;
  }

  @Override
  public Distribution distribution(String family) {
    Distribution own = distributions.get(family);
    return own == null ? distribution : own;
  }

  /** Upper bounds in seconds, ascending, without +Inf. */
  @Override
  public double[] buckets(String family, double[] defaultBuckets) {
    double[] own = bucketsByFamily.get(family);
    if (own == null) {
      own = buckets;
    }
    return own == null ? defaultBuckets : own.clone();
  }

  /** In order of precedence: the numbered groups, ascending, then {@code workers.methods}. */
  public List<MethodRule> methodRules() {
    return methodRules;
  }

  public ExecutorConfig executors() {
    return executors;
  }

  /** Whether the time of an HTTP call runs to the end of the body, not only to the head. */
  public boolean untilBodyEnds() {
    return untilBodyEnds;
  }

  /** In lower case, each with or without a port. */
  public Set<String> apiHosts() {
    return apiHosts;
  }

  /** How many values one place in the paths of a host may have, at least 1. */
  public int uriLearnLimit() {
    return uriLearnLimit;
  }

  /** In order of precedence. */
  public List<UriRule> uriRules() {
    return uriRules;
  }

  /** Whether the instrumentation of that name is wanted, which it is unless switched off. */
  public boolean instrumentationEnabled(String name) {
    return !disabledInstrumentations.contains(name);
  }

  /** Whether woven classes are kept from one start to the next. */
  public boolean keepsWovenClasses() {
    return !weavingCache.equals(OFF);
  }

  /** The absolute path of the file in which they are kept; null for the usual places. */
  public @Nullable String wovenClassesFile() {
    return weavingCache.equals(AUTO) || weavingCache.equals(OFF) ? null : weavingCache;
  }

  /** Whether they are written when the JVM ends, for all users to read. */
  public boolean wovenClassesWrittenAtExit() {
    return weavingCacheWrittenAtExit;
  }

  /** Every value in force with the place it comes from. */
  public List<Setting> settings() {
    return settings;
  }

  /** Whether anything is configured for single timers. */
  public boolean namesTimers() {
    for (int i = 0; i < settings.size(); i++) {
      if (ConfigKeys.timerFamily(settings.get(i).key()) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * What is configured for timers that do not exist. Which do, depends on the catalogue, so this
   * can only be asked once its families are registered.
   *
   * @param timers the names of all timer families
   */
  public List<ConfigProblem> problemsWithTimers(List<String> timers) {
    ConfigProblems found = new ConfigProblems();
    for (Setting setting : settings) {
      String family = ConfigKeys.timerFamily(setting.key());
      if (family != null && !timers.contains(family)) {
        String nearest = KeySuggestion.nearest(family, timers);
        found.warning(
            setting.inWords()
                + " has no effect: there is no timer of that name"
                + (nearest == null ? "" : "; did you mean " + nearest + "?"));
      }
    }
    return found.list();
  }

  /** In the order in which they were found; empty if all is well. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
