package dev.tachograph.agent.config;

import static dev.tachograph.agent.config.Configs.errors;
import static dev.tachograph.agent.config.Configs.fromArguments;
import static dev.tachograph.agent.config.Configs.fromEnvironment;
import static dev.tachograph.agent.config.Configs.fromSystemProperties;
import static dev.tachograph.agent.config.Configs.map;
import static dev.tachograph.agent.config.Configs.properties;
import static dev.tachograph.agent.config.Configs.source;
import static dev.tachograph.agent.config.Configs.warnings;
import static dev.tachograph.agent.config.Configs.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.keys.AgentKeys;
import dev.tachograph.agent.config.keys.CatalogueChoice;
import dev.tachograph.agent.config.keys.ConfiguredTimers;
import dev.tachograph.agent.config.keys.HttpKeys;
import dev.tachograph.agent.config.keys.MetricsKeys;
import dev.tachograph.agent.config.keys.TextfileKeys;
import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.agent.config.keys.WorkerKeys;
import dev.tachograph.bootstrap.metrics.Distribution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What values come to, and which source decides. */
class AgentConfigTest {
  private static final double[] OWN = {1, 2};

  private final Path directory;

  AgentConfigTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static ConfiguredTimers timers(AgentConfig config) {
    return new ConfiguredTimers(config);
  }

  @Test
  void withoutAnyConfigurationEverythingHasItsDefault() {
    AgentConfig config = AgentConfig.load(null, Map.of(), new Properties());
    assertThat(config.problems()).isEmpty();
    assertThat(config.get(AgentKeys.ENABLED)).isTrue();
    assertThat(config.get(HttpKeys.ENABLED)).isTrue();
    assertThat(config.get(HttpKeys.HOST)).isEqualTo("127.0.0.1");
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(9779);
    assertThat(config.get(HttpKeys.PORT_RANGE)).isEqualTo(1);
    assertThat(config.find(TextfileKeys.DIRECTORY)).isNull();
    assertThat(config.find(TextfileKeys.DIRECTORY)).isNull();
    assertThat(config.get(TextfileKeys.FILE_NAME)).isEqualTo("conductor_metrics.prom");
    assertThat(config.get(TextfileKeys.INTERVAL)).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.get(MetricsKeys.WINDOW_SIZE)).isEqualTo(1000);
    assertThat(config.get(MetricsKeys.SERIES_LIMIT)).isEqualTo(1000);
    assertThat(config.get(MetricsKeys.CATALOGUE)).isEqualTo(CatalogueChoice.DOCUMENTED);
    assertThat(config.get(MetricsKeys.JVM)).isTrue();
    assertThat(timers(config).distribution("task_poll_time_seconds"))
        .isEqualTo(Distribution.QUANTILES);
    assertThat(timers(config).buckets("task_poll_time_seconds", OWN)).isSameAs(OWN);
    assertThat(config.rules(WorkerKeys.RULES)).isEmpty();
    assertThat(config.get(WeavingKeys.INSTRUMENTATION_ENABLED, "conductor")).isTrue();
    assertThat(config.get(WeavingKeys.INSTRUMENTATION_ENABLED, "workers")).isTrue();
  }

  @Test
  void emptyArgumentsAreNoArguments() {
    assertThat(fromArguments("").problems()).isEmpty();
    assertThat(fromArguments(" , ").problems()).hasSize(1);
  }

  @Test
  void everyKeyCanBeSetInEverySource() {
    Path file = write(directory, "window.size=1\n");
    Map<String, String> environment = map("TACHOGRAPH_WINDOW_SIZE", "2");
    Properties system = properties("tachograph.window.size", "3");
    String fileArgument = "config.file=" + file;

    AgentConfig all = AgentConfig.load(fileArgument + ",window.size=4", environment, system);
    assertThat(all.get(MetricsKeys.WINDOW_SIZE)).isEqualTo(4);
    assertThat(source(all, "window.size")).isEqualTo("agent argument");

    AgentConfig system3 = AgentConfig.load(fileArgument, environment, system);
    assertThat(system3.get(MetricsKeys.WINDOW_SIZE)).isEqualTo(3);
    assertThat(source(system3, "window.size")).isEqualTo("-Dtachograph.window.size");

    AgentConfig environment2 = AgentConfig.load(fileArgument, environment, new Properties());
    assertThat(environment2.get(MetricsKeys.WINDOW_SIZE)).isEqualTo(2);
    assertThat(source(environment2, "window.size"))
        .isEqualTo("environment variable TACHOGRAPH_WINDOW_SIZE");

    AgentConfig file1 = AgentConfig.load(fileArgument, Map.of(), new Properties());
    assertThat(file1.get(MetricsKeys.WINDOW_SIZE)).isEqualTo(1);
    assertThat(source(file1, "window.size")).isEqualTo("file " + file + " line 1");

    assertThat(source(fromArguments(""), "window.size")).isEqualTo("default");
  }

  @Test
  void theFileIsNamedByArgumentsThenPropertyThenEnvironment() {
    Path file = write(directory, "http.port=1111\n");
    Map<String, String> environment = map("TACHOGRAPH_CONFIG_FILE", file.toString());
    assertThat(AgentConfig.load(null, environment, new Properties()).get(HttpKeys.PORT))
        .isEqualTo(1111);
    assertThat(fromSystemProperties("tachograph.config.file", file.toString()).get(HttpKeys.PORT))
        .isEqualTo(1111);
    assertThat(fromArguments(file.toString()).get(HttpKeys.PORT)).isEqualTo(1111);
    assertThat(fromArguments("config.file=" + file).get(HttpKeys.PORT)).isEqualTo(1111);
    assertThat(
            AgentConfig.load(
                    file.toString(), map("TACHOGRAPH_CONFIG_FILE", "/missing"), new Properties())
                .problems())
        .isEmpty();
  }

  @Test
  void anEmptyValueTakesBackWhatASourceBehindItSays() {
    Path file = write(directory, "textfile.directory=/var/metrics\n");
    AgentConfig config =
        AgentConfig.load(
            file.toString(), Map.of(), properties("tachograph.textfile.directory", ""));
    assertThat(config.find(TextfileKeys.DIRECTORY)).isNull();
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void anEmptyVariableIsNotSet() {
    AgentConfig config = fromEnvironment("TACHOGRAPH_HTTP_PORT", "", "METRICS_PORT", " ");
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(9779);
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void metricsEnabledFalseDisablesTheAgent() {
    AgentConfig config = fromEnvironment("METRICS_ENABLED", "false");
    assertThat(config.get(AgentKeys.ENABLED)).isFalse();
    assertThat(config.problems()).isEmpty();
    assertThat(source(config, "enabled")).isEqualTo("environment variable METRICS_ENABLED");
  }

  @Test
  void enableMetricsIsTheSame_butMetricsEnabledComesFirst() {
    AgentConfig config = fromEnvironment("ENABLE_METRICS", "false");
    assertThat(config.get(AgentKeys.ENABLED)).isFalse();
    assertThat(source(config, "enabled")).isEqualTo("environment variable ENABLE_METRICS");
    for (String enabled : List.of("true", "false")) {
      AgentConfig both =
          fromEnvironment(
              "ENABLE_METRICS",
              enabled.equals("true") ? "false" : "true",
              "METRICS_ENABLED",
              enabled);
      assertThat(both.get(AgentKeys.ENABLED)).isEqualTo(enabled.equals("true"));
      assertThat(both.problems()).isEmpty();
    }
    AgentConfig blank = fromEnvironment("ENABLE_METRICS", "false", "METRICS_ENABLED", " ");
    assertThat(blank.get(AgentKeys.ENABLED)).isFalse();
  }

  @Test
  void metricsPortAndMetricsHostAreUnderstood() {
    AgentConfig config = fromEnvironment("METRICS_PORT", "8000", "METRICS_HOST", "0.0.0.0");
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(8000);
    assertThat(config.get(HttpKeys.HOST)).isEqualTo("0.0.0.0");
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void aliasesComeAfterTheAgentsOwnVariables() {
    AgentConfig config =
        fromEnvironment(
            "METRICS_PORT", "8000",
            "TACHOGRAPH_HTTP_PORT", "8001",
            "METRICS_ENABLED", "false",
            "TACHOGRAPH_ENABLED", "true");
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(8001);
    assertThat(config.get(AgentKeys.ENABLED)).isTrue();
  }

  /** As Kubernetes sets them in every container beside the service. */
  private static Map<String, String> service(String name, int port) {
    return map(
        name + "_SERVICE_HOST",
        "10.96.0.17",
        name + "_SERVICE_PORT",
        String.valueOf(port),
        name + "_SERVICE_PORT_METRICS",
        String.valueOf(port),
        name + "_PORT",
        "tcp://10.96.0.17:" + port,
        name + "_PORT_" + port + "_TCP",
        "tcp://10.96.0.17:" + port,
        name + "_PORT_" + port + "_TCP_PROTO",
        "tcp",
        name + "_PORT_" + port + "_TCP_PORT",
        String.valueOf(port),
        name + "_PORT_" + port + "_TCP_ADDR",
        "10.96.0.17");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TACHOGRAPH", "TACHOGRAPH_HTTP", "TACHOGRAPH_JOBS_V2", "METRICS", "METRICS_API"})
  void variablesOfAKubernetesServiceAreNobodysSettings(String service) {
    AgentConfig config = AgentConfig.load(null, service(service, 9780), new Properties());
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(9779);
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void aServiceMayHaveAnAddressOfTheSixthVersionAndOtherProtocols() {
    AgentConfig config =
        fromEnvironment(
            "TACHOGRAPH_SERVICE_HOST", "fd00:10:96::11",
            "TACHOGRAPH_PORT", "udp://[fd00:10:96::11]:9779",
            "TACHOGRAPH_PORT_9779_UDP", "udp://[fd00:10:96::11]:9779",
            "TACHOGRAPH_PORT_9779_UDP_ADDR", "fd00:10:96::11",
            "TACHOGRAPH_PORT_9779_UDP_PROTO", "udp");
    assertThat(config.problems()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "TACHOGRAPH_PORT,9780",
    "TACHOGRAPH_HTTP_PROT,9780",
    "TACHOGRAPH_SERVICE_HOST,localhost",
    "TACHOGRAPH_HTTP_PORT_RAGE,5",
    "TACHOGRAPH_PORT_9779_HTTP,tcp://10.96.0.17:9779",
    "TACHOGRAPH_PORT_X_TCP_PORT,9779",
    "TACHOGRAPH_HOST,10.96.0.17",
    "TACHOGRAPH_SERVICE_PORT,many",
  })
  void aKeyThatIsMisspeltIsNotTakenForAService(String variable, String value) {
    AgentConfig config = fromEnvironment(variable, value);
    assertThat(warnings(config)).singleElement().asString().contains("unknown key " + variable);
  }

  @ParameterizedTest
  @CsvSource({
    "true,CANONICAL",
    "1,CANONICAL",
    "yes,CANONICAL",
    "YES,CANONICAL",
    "false,DOCUMENTED",
    "0,DOCUMENTED",
    "no,DOCUMENTED"
  })
  void workerCanonicalMetricsChoosesTheCatalogue(String value, CatalogueChoice expected) {
    AgentConfig config = fromEnvironment("WORKER_CANONICAL_METRICS", value);
    assertThat(config.get(MetricsKeys.CATALOGUE)).isEqualTo(expected);
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void workerCanonicalMetricsOfAnotherKindIsAnError() {
    AgentConfig config = fromEnvironment("WORKER_CANONICAL_METRICS", "perhaps");
    assertThat(config.get(MetricsKeys.CATALOGUE)).isEqualTo(CatalogueChoice.DOCUMENTED);
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("WORKER_CANONICAL_METRICS=perhaps", "true, 1, yes");
  }

  @Test
  void theCanonicalCatalogueHasHistogramsUnlessToldOtherwise() {
    assertThat(timers(fromArguments("metrics.catalogue=canonical")).distribution("any"))
        .isEqualTo(Distribution.HISTOGRAM);
    assertThat(
            timers(fromArguments("metrics.catalogue=canonical,timers.distribution=quantiles"))
                .distribution("any"))
        .isEqualTo(Distribution.QUANTILES);
  }

  @ParameterizedTest
  @CsvSource({"quantiles", "histogram", "native", "both", "NATIVE"})
  void distributions(String value) {
    AgentConfig config = fromArguments("timers.distribution=" + value);
    assertThat(timers(config).distribution("any")).hasToString(value.toUpperCase(Locale.ROOT));
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void oneFamilyCanHaveItsOwnDistributionAndBuckets() {
    AgentConfig config =
        fromArguments(
            "timers.distribution=both,timers.a_seconds.distribution=native,"
                + "timers.buckets=1,2.5,1e1,timers.a_seconds.buckets=0.5");
    assertThat(config.problems()).isEmpty();
    assertThat(timers(config).distribution("a_seconds")).isEqualTo(Distribution.NATIVE);
    assertThat(timers(config).distribution("b_seconds")).isEqualTo(Distribution.BOTH);
    assertThat(timers(config).buckets("a_seconds", OWN)).containsExactly(0.5);
    assertThat(timers(config).buckets("b_seconds", OWN)).containsExactly(1, 2.5, 10);
  }

  @Test
  void aFamilyInAVariableIsLowerCase() {
    AgentConfig config =
        fromEnvironment("TACHOGRAPH_TIMERS_TASK_EXECUTE_TIME_SECONDS_DISTRIBUTION", "both");
    assertThat(timers(config).distribution("task_execute_time_seconds"))
        .isEqualTo(Distribution.BOTH);
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void familiesAreNotKnownHere() {
    assertThat(fromArguments("timers.no_such_family.distribution=both").problems()).isEmpty();
  }

  @Test
  void bucketsHandedOutCannotBeChanged() {
    AgentConfig config = fromArguments("timers.buckets=1,2");
    timers(config).buckets("any", OWN)[0] = 7;
    assertThat(timers(config).buckets("any", OWN)).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1,,2",
        "2,1",
        "1,1",
        "0,1",
        "-1",
        "NaN",
        "1,Infinity",
        "1,+Inf",
        "1d",
        "1e999",
        "0x1p3",
        ".",
        ".1,1,10,9999999999",
        "1e-10",
        ".1,.1000000001"
      })
  void badBuckets(String value) {
    AgentConfig config = fromSystemProperties("tachograph.timers.buckets", value);
    assertThat(timers(config).buckets("any", OWN)).isSameAs(OWN);
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("timers.buckets=" + value, "-Dtachograph.timers.buckets", "a nanosecond or more");
  }

  @Test
  void noMoreThanAHundredBuckets() {
    StringBuilder hundred = new StringBuilder("1");
    for (int i = 2; i <= 100; i++) {
      hundred.append(',').append(i);
    }
    assertThat(fromArguments("timers.buckets=" + hundred).problems()).isEmpty();
    assertThat(errors(fromArguments("timers.buckets=" + hundred + ",101"))).hasSize(1);
  }

  @Test
  void badDistributionOfOneFamilyLeavesThatOfAll() {
    AgentConfig config = fromArguments("timers.distribution=both,timers.a.distribution=bouquet");
    assertThat(timers(config).distribution("a")).isEqualTo(Distribution.BOTH);
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("timers.a.distribution=bouquet", "quantiles, histogram, native or both");
  }

  @Test
  void aBadValueForOneFamilyLeavesThoseOfTheOthers() {
    AgentConfig config =
        fromArguments(
            "timers.a.distribution=native,timers.b.distribution=bouquet,timers.c.distribution=both");
    assertThat(timers(config).distribution("a")).isEqualTo(Distribution.NATIVE);
    assertThat(timers(config).distribution("b")).isEqualTo(Distribution.QUANTILES);
    assertThat(timers(config).distribution("c")).isEqualTo(Distribution.BOTH);
    assertThat(errors(config)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "500ms,500",
    "10s,10000",
    "1m,60000",
    "7,7000",
    "100ms,100",
    "1440m,86400000",
    "3 s,3000"
  })
  void intervals(String value, long millis) {
    AgentConfig config = fromArguments("textfile.interval=" + value);
    assertThat(config.get(TextfileKeys.INTERVAL)).isEqualTo(Duration.ofMillis(millis));
    assertThat(config.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "99ms", "0", "-1s", "1.5s", "1h", "ten", "s", "ms", "1441m", "9999999999"})
  void badIntervals(String value) {
    AgentConfig config = fromSystemProperties("tachograph.textfile.interval", value);
    assertThat(config.get(TextfileKeys.INTERVAL)).isEqualTo(Duration.ofSeconds(10));
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("textfile.interval=" + value, "from 100ms", "default is used: 10s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "yes", "on", "1"})
  void toggledOn(String value) {
    assertThat(fromArguments("http.enabled=" + value).get(HttpKeys.ENABLED)).isTrue();
    assertThat(fromArguments("http.enabled=" + value).problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "no", "off", "0"})
  void toggledOff(String value) {
    assertThat(fromArguments("metrics.jvm=" + value).get(MetricsKeys.JVM)).isFalse();
    assertThat(fromArguments("metrics.jvm=" + value).problems()).isEmpty();
  }

  @Test
  void badToggle() {
    AgentConfig config = fromEnvironment("METRICS_ENABLED", "disabled");
    assertThat(config.get(AgentKeys.ENABLED)).isTrue();
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains(
            "enabled=disabled", "environment variable METRICS_ENABLED", "true or false", "default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "12.5", "-5", "", "1_000", "99999999999", "0"})
  void badNumber(String value) {
    AgentConfig config = fromSystemProperties("tachograph.window.size", value);
    assertThat(config.get(MetricsKeys.WINDOW_SIZE)).isEqualTo(1000);
    assertThat(errors(config))
        .containsExactly(
            "window.size="
                + value
                + " (-Dtachograph.window.size) cannot be used: allowed is a whole number from 1 to"
                + " 1000000; the default is used: 1000");
  }

  @Test
  void numbersMayBeAtTheirLimits() {
    AgentConfig low = fromArguments("window.size=1,series.limit=1,http.port=0");
    AgentConfig high = fromArguments("window.size=1000000,series.limit=100000,http.port=65535");
    assertThat(low.problems()).isEmpty();
    assertThat(high.problems()).isEmpty();
    assertThat(low.get(HttpKeys.PORT)).isZero();
    assertThat(high.get(MetricsKeys.WINDOW_SIZE)).isEqualTo(1_000_000);
    assertThat(high.get(MetricsKeys.SERIES_LIMIT)).isEqualTo(100_000);
    assertThat(errors(fromArguments("window.size=1000001,series.limit=100001"))).hasSize(2);
  }

  @Test
  void portOutOfRange() {
    AgentConfig config = fromArguments("http.port=65536");
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(9779);
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("http.port=65536", "agent argument", "0 to 65535", "9779");
  }

  @Test
  void aPortRangeMustEndAtTheLastPort() {
    assertThat(fromArguments("http.port=65530,http.port-range=6").get(HttpKeys.PORT_RANGE))
        .isEqualTo(6);
    AgentConfig config = fromArguments("http.port=65530,http.port-range=7");
    assertThat(config.get(HttpKeys.PORT_RANGE)).isEqualTo(1);
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("http.port-range=7", "http.port=65530", "65535");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,0.0.0.0",
    "localhost,localhost",
    "my-host.example,my-host.example",
    "::1,::1",
    "[::1],::1",
    "fe80::1%eth0,fe80::1%eth0"
  })
  void hosts(String value, String host) {
    AgentConfig config = fromArguments("http.host=" + value);
    assertThat(config.get(HttpKeys.HOST)).isEqualTo(host);
    assertThat(config.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:80", "http://localhost", "a b", "[]"})
  void badHosts(String value) {
    AgentConfig config = fromSystemProperties("tachograph.http.host", value);
    assertThat(config.get(HttpKeys.HOST)).isEqualTo("127.0.0.1");
    assertThat(errors(config)).singleElement().asString().contains("http.host=" + value);
  }

  @Test
  void textfile() {
    AgentConfig config =
        fromArguments("textfile.directory=metrics/here,textfile.file-name=worker.prom");
    assertThat(config.find(TextfileKeys.DIRECTORY)).isNotNull();
    assertThat(config.find(TextfileKeys.DIRECTORY)).isEqualTo("metrics/here");
    assertThat(config.get(TextfileKeys.FILE_NAME)).isEqualTo("worker.prom");
    assertThat(config.problems()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b.prom", "a\\b.prom", "/etc/x"})
  void badFileNames(String value) {
    AgentConfig config = fromSystemProperties("tachograph.textfile.file-name", value);
    assertThat(config.get(TextfileKeys.FILE_NAME)).isEqualTo("conductor_metrics.prom");
    assertThat(errors(config)).singleElement().asString().contains("without a directory");
  }

  @Test
  void aTabInADirectoryIsAForgottenBackslash() {
    AgentConfig config =
        fromArguments(write(directory, "textfile.directory=C:\\temp\n").toString());
    assertThat(config.find(TextfileKeys.DIRECTORY)).isNull();
    assertThat(errors(config)).singleElement().asString().contains("a backslash is written \\\\");
  }

  @Test
  void instrumentationsCanBeSwitchedOff() {
    AgentConfig config = fromEnvironment("TACHOGRAPH_INSTRUMENT_CONDUCTOR_ENABLED", "false");
    assertThat(config.get(WeavingKeys.INSTRUMENTATION_ENABLED, "conductor")).isFalse();
    assertThat(config.get(WeavingKeys.INSTRUMENTATION_ENABLED, "workers")).isTrue();
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void badToggleOfAnInstrumentationLeavesItOn() {
    AgentConfig config = fromArguments("instrument.workers.enabled=maybe");
    assertThat(config.get(WeavingKeys.INSTRUMENTATION_ENABLED, "workers")).isTrue();
    assertThat(errors(config)).singleElement().asString().contains("instrument.workers.enabled");
  }

  @Test
  void anUnknownInstrumentationIsAnUnknownKey() {
    assertThat(warnings(fromArguments("instrument.conducter.enabled=false")))
        .singleElement()
        .asString()
        .contains("did you mean instrument.conductor.enabled?");
  }

  @Test
  void aBadValueFallsBackToTheDefaultAndNotToTheNextSource() {
    AgentConfig config =
        AgentConfig.load("http.port=eighty", map("TACHOGRAPH_HTTP_PORT", "8080"), new Properties());
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(9779);
    assertThat(errors(config)).singleElement().asString().endsWith("the default is used: 9779");
  }

  @Test
  void aBadValueThatIsOverriddenDoesNotMatter() {
    AgentConfig config =
        AgentConfig.load("http.port=8080", map("TACHOGRAPH_HTTP_PORT", "eighty"), new Properties());
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(8080);
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void unknownKeyInAFile() {
    Path file = write(directory, "# a comment\n\nzebra=1\n");
    assertThat(warnings(fromArguments(file.toString())))
        .containsExactly("unknown key zebra (file " + file + " line 3) is ignored");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cK==",
        "ey+J/hbGci=1"
      })
  void aLineThatIsNoSetting_isNotRepeated(String line) {
    Path file = write(directory, line + "\n");
    assertThat(warnings(fromArguments(file.toString())))
        .containsExactly("unknown key ? (file " + file + " line 1) is ignored");
  }

  @Test
  void misspeltKeyInAFile() {
    Path file = write(directory, "http.prot=1\n");
    assertThat(warnings(fromArguments(file.toString())))
        .containsExactly(
            "unknown key http.prot (file " + file + " line 1) is ignored; did you mean http.port?");
  }

  @Test
  void misspeltAgentArgument() {
    assertThat(warnings(fromArguments("windowsize=5")))
        .containsExactly(
            "unknown key windowsize (agent argument) is ignored; did you mean window.size?");
  }

  @Test
  void misspeltSystemProperty() {
    assertThat(warnings(fromSystemProperties("tachograph.http.prot", "1", "other.http.prot", "1")))
        .containsExactly(
            "unknown key -Dtachograph.http.prot (system property) is ignored;"
                + " did you mean -Dtachograph.http.port?");
  }

  @Test
  void aKeyThatNoVariableCanTell_isNotSuggestedAsOne() {
    assertThat(warnings(fromEnvironment("TACHOGRAPH_EXECUTORS_NAME_ORDERS", "orders")))
        .singleElement()
        .asString()
        .contains("unknown key TACHOGRAPH_EXECUTORS_NAME_ORDERS")
        .doesNotContain("EXECUTORS_NAME_NAME", "EXECUTORS_NAME_<");
  }

  @Test
  void misspeltVariable() {
    assertThat(warnings(fromEnvironment("TACHOGRAPH_HTTP_PROT", "1", "HTTP_PROT", "1")))
        .containsExactly(
            "unknown key TACHOGRAPH_HTTP_PROT (environment variable) is ignored;"
                + " did you mean TACHOGRAPH_HTTP_PORT?");
  }

  @Test
  void duplicateKeyInTheArguments() {
    AgentConfig config = fromArguments("window.size=5,window.size=6");
    assertThat(config.get(MetricsKeys.WINDOW_SIZE)).isEqualTo(6);
    assertThat(warnings(config)).singleElement().asString().contains("duplicate", "window.size=5");
  }

  @Test
  void anUnexpectedErrorGivesTheDefaults() {
    Properties broken =
        new Properties() {
          @Override
          public Set<String> stringPropertyNames() {
            throw new StackOverflowError("deep");
          }
        };
    AgentConfig config = AgentConfig.load("http.port=1", Map.of(), broken);
    assertThat(config.get(HttpKeys.PORT)).isEqualTo(9779);
    assertThat(errors(config)).singleElement().asString().contains("StackOverflowError", "deep");
  }

  @Test
  void problemsAreCountedWhenTheyAreTooManyToShow() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      text.append("nonsense").append(i).append('\n');
    }
    AgentConfig config = fromArguments(write(directory, text.toString()).toString());
    assertThat(config.problems()).hasSize(101);
    assertThat(errors(config)).containsExactly("50 more problems are not shown");
  }

  @Test
  void messagesAreOneLineAndNotEndless() {
    AgentConfig config =
        fromSystemProperties("tachograph.http.port", "a\nb\r" + "x".repeat(100_000));
    assertThat(errors(config)).singleElement().asString().hasSizeLessThan(1000).contains("a?b?x");
  }
}
