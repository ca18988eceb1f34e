package dev.tachograph.agent.config;

import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.uri.UriRule;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns settings into typed values. A value that cannot be used becomes a problem and its default;
 * it never stops the others from being read.
 */
final class ConfigReader {
  private static final String DEFAULT_SOURCE = "default";
  private static final int MIN_INTERVAL_MILLIS = 100;
  private static final int MAX_INTERVAL_MILLIS = 24 * 60 * 60 * 1000;
  private static final int MAX_PORT = 65535;
  private static final int MIN_BYTES = 64 << 10;

  private final ConfigSources sources;
  private final ConfigProblems problems;
  private final List<Setting> inForce = new ArrayList<>();

  ConfigReader(ConfigSources sources, ConfigProblems problems) {
    this.sources = sources;
    this.problems = problems;
    Setting file = sources.get(ConfigKeys.CONFIG_FILE.name());
    if (file != null) {
      inForce.add(file);
    }
  }

  boolean toggle(ConfigKey key) {
    Setting setting = sources.get(key.name());
    if (setting != null) {
      Boolean value = ValueSyntax.toggle(setting.value());
      if (value != null) {
        return accept(setting, value);
      }
      reject(setting, key);
    }
    return byDefault(key, Boolean.parseBoolean(key.defaultValue()));
  }

  int number(ConfigKey key) {
    Setting setting = sources.get(key.name());
    if (setting != null) {
      int value = ValueSyntax.wholeNumber(setting.value());
      if (value >= key.min() && value <= key.max()) {
        return accept(setting, value);
      }
      reject(setting, key);
    }
    return byDefault(key, ValueSyntax.wholeNumber(defaultOf(key)));
  }

  int portRange(ConfigKey key, int firstPort) {
    Setting setting = sources.get(key.name());
    int range = setting == null ? 0 : ValueSyntax.wholeNumber(setting.value());
    if (setting != null && range <= key.max() && firstPort + range - 1 > MAX_PORT) {
      String reason =
          "with " + ConfigKeys.HTTP_PORT.name() + "=" + firstPort + " it reaches above " + MAX_PORT;
      rejectBecause(setting, key, reason);
      return byDefault(key, ValueSyntax.wholeNumber(defaultOf(key)));
    }
    return number(key);
  }

  String host(ConfigKey key) {
    Setting setting = sources.get(key.name());
    if (setting != null) {
      String host = ValueSyntax.host(setting.value());
      if (host != null) {
        return accept(setting, host);
      }
      reject(setting, key);
    }
    return byDefault(key, defaultOf(key));
  }

  @Nullable String directory(ConfigKey key) {
    Setting setting = sources.get(key.name());
    if (setting != null && !setting.value().isEmpty()) {
      if (!ValueSyntax.hasControlCharacter(setting.value())) {
        return accept(setting, setting.value());
      }
      rejectBecause(
          setting, key, "it holds a control character; in a file, a backslash is written \\\\");
    }
    recordDefault(key.name(), key.defaultText());
    return null;
  }

  /** Whether anything at all is set of these. */
  boolean isAnySet(ConfigKey... keys) {
    for (ConfigKey key : keys) {
      if (sources.get(key.name()) != null) {
        return true;
      }
    }
    return false;
  }

  void error(String message) {
    problems.error(message);
  }

  /** Bytes; 0 if it is left to the heap. */
  long bytes(ConfigKey key) {
    Setting setting = sources.get(key.name());
    if (setting != null) {
      long bytes = ValueSyntax.bytes(setting.value());
      if (bytes >= MIN_BYTES) {
        return accept(setting, bytes);
      }
      reject(setting, key);
    }
    return byDefault(key, 0L);
  }

  String fileName(ConfigKey key) {
    Setting setting = sources.get(key.name());
    if (setting != null) {
      String name = setting.value();
      boolean usable =
          !name.isEmpty()
              && !name.equals(".")
              && !name.equals("..")
              && name.indexOf('/') < 0
              && name.indexOf('\\') < 0
              && !ValueSyntax.hasControlCharacter(name);
      if (usable) {
        return accept(setting, name);
      }
      reject(setting, key);
    }
    return byDefault(key, defaultOf(key));
  }

  long intervalMillis(ConfigKey key) {
    Setting setting = sources.get(key.name());
    if (setting != null) {
      long millis = ValueSyntax.millis(setting.value());
      if (millis >= MIN_INTERVAL_MILLIS && millis <= MAX_INTERVAL_MILLIS) {
        return accept(setting, millis);
      }
      reject(setting, key);
    }
    return byDefault(key, ValueSyntax.millis(defaultOf(key)));
  }

  /** The text as it is; empty if there is none. */
  String text(ConfigKey key) {
    Setting setting = sources.get(key.name());
    return setting != null ? accept(setting, setting.value()) : byDefault(key, defaultOf(key));
  }

  /** One of a few words, in lower or upper case. */
  String choice(ConfigKey key, String... words) {
    Setting setting = sources.get(key.name());
    if (setting != null) {
      for (String word : words) {
        if (word.equalsIgnoreCase(setting.value())) {
          return accept(setting, word);
        }
      }
      reject(setting, key);
    }
    return byDefault(key, defaultOf(key));
  }

  /** What is set of a key that stands for many. */
  List<Setting> settingsOf(ConfigKey key) {
    List<Setting> settings = sources.getAll(key);
    inForce.addAll(settings);
    return settings;
  }

  String parameterIn(ConfigKey key, Setting setting) {
    return parameter(key, setting);
  }

  /** One item of a list cannot be used; the others are. */
  void rejectItem(ConfigKey key, String item, String reason) {
    Setting setting = sources.get(key.name());
    if (setting != null) {
      problems.error(
          setting.inWords()
              + ": '"
              + ConfigProblem.shown(item)
              + "' cannot be used: "
              + reason
              + "; allowed are "
              + key.allowed());
    }
  }

  Catalogue catalogue() {
    ConfigKey key = ConfigKeys.METRICS_CATALOGUE;
    Setting setting = sources.get(key.name());
    if (setting != null) {
      switch (setting.value().toLowerCase(Locale.ROOT)) {
        case "documented":
          return accept(setting, Catalogue.DOCUMENTED);
        case "canonical":
          return accept(setting, Catalogue.CANONICAL);
        default:
          reject(setting, key);
      }
    }
    return byDefault(key, Catalogue.DOCUMENTED);
  }

  Distribution distribution(Catalogue catalogue) {
    ConfigKey key = ConfigKeys.TIMERS_DISTRIBUTION;
    boolean canonical = catalogue == Catalogue.CANONICAL;
    Setting setting = sources.get(key.name());
    if (setting != null) {
      Distribution value = ValueSyntax.distribution(setting.value());
      if (value != null) {
        return accept(setting, value);
      }
      reject(setting, key);
    }
    recordDefault(key.name(), canonical ? "histogram" : "quantiles");
    return canonical ? Distribution.HISTOGRAM : Distribution.QUANTILES;
  }

  Map<String, Distribution> distributionsByFamily() {
    ConfigKey key = ConfigKeys.TIMER_DISTRIBUTION;
    Map<String, Distribution> byFamily = new HashMap<>();
    List<Setting> settings = sources.getAll(key);
    for (int i = 0; i < settings.size(); i++) {
      Setting setting = settings.get(i);
      Distribution value = ValueSyntax.distribution(setting.value());
      if (value == null) {
        reject(setting, key);
      } else {
        byFamily.put(parameter(key, setting), accept(setting, value));
      }
    }
    return byFamily;
  }

  double @Nullable [] buckets() {
    ConfigKey key = ConfigKeys.TIMERS_BUCKETS;
    Setting setting = sources.get(key.name());
    if (setting != null) {
      double[] buckets = ValueSyntax.buckets(setting.value());
      if (buckets != null) {
        return accept(setting, buckets);
      }
      reject(setting, key);
    }
    recordDefault(key.name(), key.defaultText());
    return null;
  }

  Map<String, double[]> bucketsByFamily() {
    ConfigKey key = ConfigKeys.TIMER_BUCKETS;
    Map<String, double[]> byFamily = new HashMap<>();
    List<Setting> settings = sources.getAll(key);
    for (int i = 0; i < settings.size(); i++) {
      Setting setting = settings.get(i);
      double[] buckets = ValueSyntax.buckets(setting.value());
      if (buckets == null) {
        reject(setting, key);
      } else {
        byFamily.put(parameter(key, setting), accept(setting, buckets));
      }
    }
    return byFamily;
  }

  List<MethodRule> methodRules() {
    // Few have rules; those who have none need not load the classes that read them.
    if (sources.get(ConfigKeys.WORKERS_METHODS.name()) == null
        && sources.getAll(ConfigKeys.WORKER_METHODS).isEmpty()
        && sources.getAll(ConfigKeys.WORKER_TASK_TYPE).isEmpty()) {
      return byDefault(ConfigKeys.WORKERS_METHODS, Collections.<MethodRule>emptyList());
    }
    return new MethodRuleReader(sources, problems, inForce).read();
  }

  /** Whether the time of an HTTP call runs to the end of the body. */
  boolean untilBodyEnds() {
    ConfigKey key = ConfigKeys.HTTP_CLIENT_MEASURE;
    Setting setting = sources.get(key.name());
    if (setting != null) {
      switch (setting.value().toLowerCase(Locale.ROOT)) {
        case "headers":
          return accept(setting, false);
        case "body":
          return accept(setting, true);
        default:
          reject(setting, key);
      }
    }
    return byDefault(key, false);
  }

  Set<String> hosts(ConfigKey key) {
    Set<String> hosts = new HashSet<>();
    Setting setting = sources.get(key.name());
    if (setting != null) {
      boolean usable = true;
      for (String part : setting.value().split(",")) {
        String host = part.trim().toLowerCase(Locale.ROOT);
        usable &= ValueSyntax.hostAndPort(host);
        hosts.add(host);
      }
      if (usable) {
        return accept(setting, hosts);
      }
      reject(setting, key);
    }
    return byDefault(key, Collections.<String>emptySet());
  }

  /** A word, or else the absolute path of a file, as it stands. */
  String choiceOrFile(ConfigKey key, String... words) {
    Setting setting = sources.get(key.name());
    if (setting != null) {
      String value = setting.value();
      if (new File(value).isAbsolute() && !ValueSyntax.hasControlCharacter(value)) {
        return accept(setting, value);
      }
      return choice(key, words);
    }
    return byDefault(key, defaultOf(key));
  }

  List<UriRule> uriRules() {
    if (sources.getAll(ConfigKeys.URI_RULE_PATTERN).isEmpty()
        && sources.getAll(ConfigKeys.URI_RULE_TEMPLATE).isEmpty()) {
      return Collections.emptyList();
    }
    return new UriRuleReader(sources, problems, inForce).read();
  }

  List<String> disabledInstrumentations() {
    ConfigKey key = ConfigKeys.INSTRUMENT_ENABLED;
    List<String> disabled = new ArrayList<>();
    for (int i = 0; i < ConfigKeys.INSTRUMENTATIONS.size(); i++) {
      String name = ConfigKeys.INSTRUMENTATIONS.get(i);
      Setting setting = sources.get(key.fill(name));
      Boolean value = setting == null ? null : ValueSyntax.toggle(setting.value());
      if (setting != null && value != null) {
        accept(setting, value);
      } else {
        if (setting != null) {
          reject(setting, key);
        }
        recordDefault(key.fill(name), key.defaultText());
      }
      if (value != null && !value) {
        disabled.add(name);
      }
    }
    return disabled;
  }

  private static String parameter(ConfigKey key, Setting setting) {
    String parameter = key.parameterOf(setting.key());
    return parameter == null ? setting.key() : parameter;
  }

  private static String defaultOf(ConfigKey key) {
    String value = key.defaultValue();
    return value == null ? "" : value;
  }

  private <T> T accept(Setting setting, T value) {
    inForce.add(setting);
    return value;
  }

  private <T> T byDefault(ConfigKey key, T value) {
    recordDefault(key.name(), key.defaultText());
    return value;
  }

  private void recordDefault(String key, String value) {
    inForce.add(new Setting(key, value, DEFAULT_SOURCE));
  }

  private void reject(Setting setting, ConfigKey key) {
    rejectBecause(setting, key, "allowed is " + key.allowed());
  }

  private void rejectBecause(Setting setting, ConfigKey key, String reason) {
    problems.error(
        setting.inWords()
            + " cannot be used: "
            + reason
            + "; the default is used: "
            + key.defaultText());
  }

  List<Setting> settings() {
    return Collections.unmodifiableList(inForce);
  }

  List<ConfigProblem> problems() {
    return problems.list();
  }
}
