package dev.tachograph.agent.config;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every key there is: the one list behind reading, {@code --help}, {@code check}, suggestions and
 * the documentation.
 */
public final class ConfigKeys {
  /** The instrumentations that {@code instrument.<name>.enabled} can name. */
  public static final List<String> INSTRUMENTATIONS =
      Collections.unmodifiableList(
          Arrays.asList(
              "conductor",
              "workers",
              "executors",
              "jdkhttp",
              "urlconnection",
              "apache4",
              "apache5",
              "okhttp",
              "asynchttpclient",
              "awsnetty",
              "feign",
              "jersey",
              "jetty",
              "reactornetty",
              "retrofit",
              "spring",
              "vertx",
              "classloaders"));

  static final ConfigKey ENABLED =
      ConfigKey.toggle("enabled", "false = no endpoint, no textfile, nothing is instrumented");
  static final ConfigKey HTTP_ENABLED = ConfigKey.toggle("http.enabled", "serve metrics over HTTP");
  static final ConfigKey HTTP_HOST =
      ConfigKey.text(
          "http.host",
          "127.0.0.1",
          "a host name or an IP address, without a port",
          "the address to listen on; 0.0.0.0 = all of them");
  static final ConfigKey HTTP_PORT =
      ConfigKey.number("http.port", "9779", 0, 65535, "the port to listen on; 0 = any free one");
  static final ConfigKey HTTP_PORT_RANGE =
      ConfigKey.number(
          "http.port-range",
          "1",
          1,
          65535,
          "how many consecutive ports are tried, for several JVMs on one host");
  static final ConfigKey HTTP_ALLOWED_HOSTS =
      ConfigKey.text(
          "http.allowed-hosts",
          null,
          "host names without ports, separated by commas",
          "by which names this machine may be called on loopback, beside localhost and addresses");
  static final ConfigKey HTTP_ANSWER_MEMORY =
      new ConfigKey(
          "http.answer-memory",
          null,
          "an eighth of the heap, at least 4m",
          "a whole number with k, m or g, from 64k to 999999k, 999999m or 99g",
          "how much all answers under way may take together",
          0,
          0);
  static final ConfigKey HTTP_TLS_CERTIFICATE =
      ConfigKey.text(
          "http.tls.certificate",
          null,
          "a path of a PEM file, together with http.tls.key",
          "the endpoint's certificate and its chain: https instead of http");
  static final ConfigKey HTTP_TLS_KEY =
      ConfigKey.text(
          "http.tls.key",
          null,
          "a path of a PEM file with an unencrypted PKCS#8 key",
          "the key of http.tls.certificate");
  static final ConfigKey HTTP_TLS_KEYSTORE =
      ConfigKey.text(
          "http.tls.keystore",
          null,
          "a path of a PKCS#12 file",
          "certificate and key in one file, instead of http.tls.certificate and http.tls.key");
  static final ConfigKey HTTP_TLS_PASSWORD_FILE =
      ConfigKey.text(
          "http.tls.password-file",
          null,
          "a path of a file with nothing else in it",
          "the password of http.tls.keystore");
  static final ConfigKey HTTP_TLS_CLIENT_CA =
      ConfigKey.text(
          "http.tls.client-ca",
          null,
          "a path of a PEM file",
          "who signs the certificates that clients must have; not set = they need none");
  static final ConfigKey HTTP_AUTH_BASIC_USER =
      ConfigKey.text(
          "http.auth.basic.user",
          null,
          "a name without a colon, together with http.auth.basic.password-file",
          "who may scrape, by basic authentication");
  static final ConfigKey HTTP_AUTH_BASIC_PASSWORD_FILE =
      ConfigKey.text(
          "http.auth.basic.password-file",
          null,
          "a path of a file with nothing else in it",
          "the password of http.auth.basic.user");
  static final ConfigKey HTTP_AUTH_BEARER_FILE =
      ConfigKey.text(
          "http.auth.bearer-file",
          null,
          "a path of a file with nothing else in it",
          "the token of those who may scrape by bearer authentication");
  static final ConfigKey TEXTFILE_DIRECTORY =
      ConfigKey.text(
          "textfile.directory",
          null,
          "a path",
          "where to write the metrics as a file; not set = nowhere");
  static final ConfigKey TEXTFILE_FILE_NAME =
      ConfigKey.text(
          "textfile.file-name",
          "conductor_metrics.prom",
          "a file name without a directory",
          "the name of that file; node_exporter reads only *.prom");
  static final ConfigKey TEXTFILE_INTERVAL =
      ConfigKey.text(
          "textfile.interval",
          "10s",
          "a whole number with ms, s or m, from 100ms to 1440m; without a unit it is seconds",
          "how often that file is rewritten");
  static final ConfigKey WINDOW_SIZE =
      ConfigKey.number(
          "window.size", "1000", 1, 1_000_000, "how many observations a quantile looks back on");
  static final ConfigKey SERIES_LIMIT =
      ConfigKey.number(
          "series.limit",
          "1000",
          1,
          100_000,
          "how many label combinations a metric may have; the rest is counted as 'other'");
  static final ConfigKey TIMERS_DISTRIBUTION =
      new ConfigKey(
          "timers.distribution",
          null,
          "quantiles; histogram with the canonical catalogue",
          "quantiles, histogram, native or both",
          "how every timer is exposed",
          0,
          0);
  static final ConfigKey TIMER_DISTRIBUTION =
      new ConfigKey(
          "timers.<family>.distribution",
          null,
          "that of timers.distribution",
          TIMERS_DISTRIBUTION.allowed(),
          "how one timer is exposed, e.g. timers.task_execute_time_seconds.distribution",
          0,
          0);
  static final ConfigKey TIMERS_BUCKETS =
      new ConfigKey(
          "timers.buckets",
          null,
          "each timer's own",
          "1 to 100 positive numbers of seconds, each a nanosecond or more above the one before,"
              + " below 292 years, separated by commas, without +Inf",
          "the histogram buckets of every timer",
          0,
          0);
  static final ConfigKey TIMER_BUCKETS =
      new ConfigKey(
          "timers.<family>.buckets",
          null,
          "those of timers.buckets",
          TIMERS_BUCKETS.allowed(),
          "the histogram buckets of one timer",
          0,
          0);
  static final ConfigKey METRICS_CATALOGUE =
      ConfigKey.text(
          "metrics.catalogue",
          "documented",
          "documented or canonical",
          "metric names of the Conductor documentation, or those the newer SDKs share");
  static final ConfigKey METRICS_JVM =
      ConfigKey.toggle("metrics.jvm", "also expose jvm_* and process_*");
  static final ConfigKey WORKERS_METHODS =
      ConfigKey.text(
          "workers.methods",
          null,
          "patterns like com.acme.jobs.*#run or com.acme.Mailer#send(java.lang.String),"
              + " separated by commas",
          "methods to measure as tasks; the task type is the simple class name");
  static final ConfigKey WORKER_METHODS =
      ConfigKey.text(
          "workers.<n>.methods",
          null,
          WORKERS_METHODS.allowed(),
          "the same for group <n>, a number, whose task type is set by workers.<n>.task-type");
  static final ConfigKey WORKER_TASK_TYPE =
      ConfigKey.text(
          "workers.<n>.task-type",
          TaskTypeTemplate.DEFAULT_TEXT,
          "text that may hold {class}, {method}, {arg0}, {arg0.getter}",
          "the task type of the methods of group <n>, e.g. mail-{arg0.kind}");
  static final ConfigKey EXECUTORS_INCLUDE =
      ConfigKey.text(
          "executors.include",
          null,
          "names of classes like com.acme.Lanes, separated by commas",
          "executors of the application's own making to measure, by class");
  static final ConfigKey EXECUTORS_EXCLUDE =
      ConfigKey.text(
          "executors.exclude",
          null,
          "names or types of executors, separated by commas; * stands for any characters",
          "executors to leave alone, e.g. http-nio-*,com.acme.Lanes");
  static final ConfigKey EXECUTOR_NAME =
      ConfigKey.text(
          "executors.name.<class>",
          null,
          "text",
          "what the executors are called that a class creates, e.g."
              + " executors.name.com.acme.Orders");
  static final ConfigKey EXECUTORS_NAMING =
      ConfigKey.text(
          "executors.naming",
          "telling",
          "telling or reference",
          "reference = executors without a configured name are called by the empty string");
  static final ConfigKey EXECUTORS_NAME_LIMIT =
      ConfigKey.number(
          "executors.name-limit",
          "200",
          1,
          10_000,
          "how many names of executors there may be; the rest is called 'other'");
  static final ConfigKey COMPAT_NAMES =
      ConfigKey.text(
          "compat.names",
          "own",
          "own or reference",
          "reference = running tasks of executors are also exposed by the name that they have in"
              + " Python's executor-exporter");
  static final ConfigKey HTTP_CLIENT_MEASURE =
      ConfigKey.text(
          "http-client.measure",
          "headers",
          "headers or body",
          "whether the time of a call of an HTTP client runs to the response head, or to the end of"
              + " the body");
  static final ConfigKey HTTP_CLIENT_API_HOSTS =
      ConfigKey.text(
          "http-client.api-hosts",
          null,
          "host names or addresses, each with or without a port, separated by commas",
          "hosts whose calls are counted in api_request_time_seconds, as those of the Conductor"
              + " server are");
  static final ConfigKey URI_LEARN_LIMIT =
      ConfigKey.number(
          "uri.learn-limit",
          "50",
          1,
          10_000,
          "how many values one place in the paths of a host may have; with more it becomes {*}");
  static final ConfigKey URI_RULE_PATTERN =
      ConfigKey.text(
          "uri.rules.<n>.pattern",
          null,
          "a Java regular expression that matches whole paths, such as /files/.*",
          "paths that rule <n>, a number, gives a template; the first rule that matches counts");
  static final ConfigKey URI_RULE_TEMPLATE =
      ConfigKey.text(
          "uri.rules.<n>.template",
          null,
          "text, which may hold $1 for what the pattern's first group has matched",
          "the template that they get, e.g. /files/{path}");
  static final ConfigKey INSTRUMENT_ENABLED =
      new ConfigKey(
          "instrument.<name>.enabled",
          "true",
          "true",
          "true or false",
          "whether this is instrumented: " + String.join(", ", INSTRUMENTATIONS),
          0,
          0);
  static final ConfigKey WEAVING_CACHE =
      ConfigKey.text(
          "weaving.cache",
          "auto",
          "auto, off, or the absolute path of a file",
          "where woven classes are kept from one start to the next; auto = beside the agent's jar"
              + " and in the user's cache directory");
  static final ConfigKey WEAVING_CACHE_WRITE =
      ConfigKey.text(
          "weaving.cache-write",
          "idle",
          "idle or exit",
          "when newly woven classes are kept; exit = also when the JVM ends, and for all users to"
              + " read");
  static final ConfigKey CONFIG_FILE =
      ConfigKey.text(
          "config.file",
          null,
          "a path of a properties file",
          "the file to read; as an agent argument, -Dtachograph.config.file or"
              + " TACHOGRAPH_CONFIG_FILE, not in the file itself");

  private static final List<ConfigKey> ALL =
      Collections.unmodifiableList(
          Arrays.asList(
              ENABLED,
              HTTP_ENABLED,
              HTTP_HOST,
              HTTP_PORT,
              HTTP_PORT_RANGE,
              HTTP_ALLOWED_HOSTS,
              HTTP_ANSWER_MEMORY,
              HTTP_TLS_CERTIFICATE,
              HTTP_TLS_KEY,
              HTTP_TLS_KEYSTORE,
              HTTP_TLS_PASSWORD_FILE,
              HTTP_TLS_CLIENT_CA,
              HTTP_AUTH_BASIC_USER,
              HTTP_AUTH_BASIC_PASSWORD_FILE,
              HTTP_AUTH_BEARER_FILE,
              TEXTFILE_DIRECTORY,
              TEXTFILE_FILE_NAME,
              TEXTFILE_INTERVAL,
              WINDOW_SIZE,
              SERIES_LIMIT,
              TIMERS_DISTRIBUTION,
              TIMER_DISTRIBUTION,
              TIMERS_BUCKETS,
              TIMER_BUCKETS,
              METRICS_CATALOGUE,
              METRICS_JVM,
              WORKERS_METHODS,
              WORKER_METHODS,
              WORKER_TASK_TYPE,
              EXECUTORS_INCLUDE,
              EXECUTORS_EXCLUDE,
              EXECUTOR_NAME,
              EXECUTORS_NAMING,
              EXECUTORS_NAME_LIMIT,
              COMPAT_NAMES,
              HTTP_CLIENT_MEASURE,
              HTTP_CLIENT_API_HOSTS,
              URI_LEARN_LIMIT,
              URI_RULE_PATTERN,
              URI_RULE_TEMPLATE,
              INSTRUMENT_ENABLED,
              WEAVING_CACHE,
              WEAVING_CACHE_WRITE,
              CONFIG_FILE));

  private ConfigKeys() {}

  /** All keys, in the order in which one would explain them. */
  public static List<ConfigKey> all() {
    return ALL;
  }

  /** The timer family that a key is about, or null if it is not about one. */
  static @Nullable String timerFamily(String key) {
    String family = TIMER_DISTRIBUTION.parameterOf(key);
    return family == null ? TIMER_BUCKETS.parameterOf(key) : family;
  }

  /** The key that this is, or null if there is none of the kind. */
  static @Nullable ConfigKey find(String key) {
    for (int i = 0; i < ALL.size(); i++) {
      ConfigKey candidate = ALL.get(i);
      boolean found =
          candidate.isPattern() ? candidate.parameterOf(key) != null : candidate.name().equals(key);
      if (found) {
        return candidate;
      }
    }
    return null;
  }

  /** The key that an environment variable sets, or null if there is none of the kind. */
  static @Nullable String keyOfVariable(String variable) {
    for (int i = 0; i < ALL.size(); i++) {
      String key = ALL.get(i).keyOfVariable(variable);
      if (key != null) {
        return key;
      }
    }
    return null;
  }
}
