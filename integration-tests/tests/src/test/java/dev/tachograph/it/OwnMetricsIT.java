package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.MetricsApp;
import dev.tachograph.it.harness.Scrape;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The application's own metrics, beside the agent's. */
class OwnMetricsIT {
  private static final String TEXT = "text/plain; version=0.0.4";
  private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

  private static final Pattern OF_LAST_MINUTE =
      Pattern.compile("^(\\S+_(?:running_m..|m..TimeDuration_seconds)) \\S+$");

  /**
   * One library in one version.
   *
   * @param family a family of a collector that throws, or its class
   */
  record Library(String name, String metrics, String version, String family) {
    @Override
    public String toString() {
      return version;
    }
  }

  static Stream<Arguments> librariesAndJdks() {
    return JdkMatrix.of(
        Stream.of(
            new Library("clientjava", "ClientJavaMetrics", "clientjava-1.0.0", "bad_throws"),
            new Library("clientjava", "ClientJavaMetrics", "clientjava-1.10.0", "bad_throws"),
            new Library("dropwizard", "DropwizardMetrics", "dropwizard-3.2.6", "bad_throws"),
            new Library("dropwizard", "DropwizardMetrics", "dropwizard-4.2.40", "bad_throws"),
            new Library(
                "simpleclient", "SimpleclientMetrics", "simpleclient-0.6.0", "com.acme.metrics."),
            new Library(
                "simpleclient",
                "SimpleclientMetrics",
                "simpleclient-0.16.0",
                "com.acme.metrics.")));
  }

  @ParameterizedTest
  @MethodSource("librariesAndJdks")
  void metricsOfTheApplication_areServedAsItWould_untilItDoes(Library library, Jdk jdk) {
    try (MetricsApp app = start(library, jdk)) {
      app.obey("define");
      URI agent = app.jvm().endpoint();
      List<String> text = ofApplication(agent, TEXT);
      List<String> openMetrics = ofApplication(agent, OPEN_METRICS);
      assertThat(app.jvm().scrape().value("other_size")).isEqualTo(1);
      assertThat(registries(app, library, "no")).isEqualTo(2);

      URI own = app.serve();
      assertThat(text).containsExactlyElementsOf(ofApplication(own, TEXT));
      if (hasOpenMetrics(own)) {
        assertThat(openMetrics).containsExactlyElementsOf(ofApplication(own, OPEN_METRICS));
      }
      assertThat(ofApplication(agent, TEXT)).isEmpty();
      assertThat(registries(app, library, "yes")).isEqualTo(1);
      assertThat(app.jvm().scrape().value("other_size")).isEqualTo(1);
      assertThat(app.jvm().stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  /** What the agent does about them is the same for each version of a library. */
  static Stream<Arguments> allLibrariesAndJdks() {
    return JdkMatrix.newestOfEach(
        Stream.of(
                librariesAndJdks(),
                meters().filter(one -> !one.get()[0].toString().equals("meters-1.9.0")),
                dropwizard5(),
                smallRye())
            .flatMap(all -> all),
        row -> ((Library) row.get()[0]).name());
  }

  @ParameterizedTest
  @MethodSource("allLibrariesAndJdks")
  void collectorsThatThrowHangOrClash_loseOnlyThemselves_andNothingIsKept(
      Library library, Jdk jdk) {
    try (MetricsApp app = start(library, jdk, "5s")) {
      app.obey("define");
      List<String> before = ofApplication(app.jvm().endpoint(), TEXT);
      double made = registries(app, library, "no");
      app.obey("misbehave");
      assertThat(ofApplication(app.jvm().endpoint(), TEXT)).isEqualTo(before);
      Scrape scrape = app.jvm().scrape();
      assertThat(scrape.value("jvm_threads_current")).isPositive();
      assertThat(scrape.value("tachograph_adopt_failures_total", "reason", "error")).isPositive();
      assertThat(scrape.value("tachograph_adopt_failures_total", "reason", "timeout")).isPositive();
      Await.until(
          () -> "three lines\n" + app.jvm(),
          () ->
              lines(app, "is missing from the output").size() >= 2
                  && !lines(app, "served once").isEmpty());
      assertThat(lines(app, "is missing from the output"))
          .hasSize(2)
          .anyMatch(line -> line.contains(library.family) && line.contains("IllegalState"))
          .anyMatch(line -> line.contains("longer than adopt.timeout"))
          .noneMatch(line -> line.contains("secret"));
      assertThat(lines(app, "served once"))
          .singleElement()
          .asString()
          .contains("jvm_threads_current");
      app.obey("behave");
      assertThat(ofApplication(app.jvm().endpoint(), TEXT)).isEqualTo(before);

      for (int i = 0; i < 20; i++) {
        app.obey("deploy");
        assertThat(app.jvm().scrape().value("deployed_size")).isEqualTo(1);
        app.obey("undeploy");
      }
      Await.until(() -> "all class loaders gone\n" + app.jvm(), () -> app.obey("left").equals("0"));
      assertThat(registries(app, library, "no")).isEqualTo(made);
    }
  }

  @Test
  void aTimeIsThatOfTheClock_whatThrowsIsTimed_andTimesOfCreationAreNotShown() {
    Library library = new Library("clientjava", "ClientJavaMetrics", "clientjava-1.10.0", "");
    try (MetricsApp app = start(library, Jdks.newest())) {
      double before = System.currentTimeMillis() / 1e3;
      app.obey("define");
      double after = System.currentTimeMillis() / 1e3;
      Scrape scrape = app.jvm().scrape();
      assertThat(scrape.value("now_seconds")).isBetween(before, after);
      assertThat(scrape.value("failing_seconds_count")).isEqualTo(1);
      for (String format : List.of(TEXT, OPEN_METRICS)) {
        assertThat(Scrape.get(app.jvm().endpoint(), "Accept", format).body())
            .contains("app_requests_total")
            .doesNotContain("_created");
      }
    }
  }

  static Stream<Arguments> micrometer() {
    return JdkMatrix.of(
        Stream.of(
            new Library("simpleclient", "MicrometerMetrics", "micrometer-1.9.0", ""),
            new Library("clientjava", "MicrometerMetrics", "micrometer-1.13.0", ""),
            new Library("clientjava", "MicrometerMetrics", "micrometer-1.17.2", "")));
  }

  @ParameterizedTest
  @MethodSource("micrometer")
  void metricsOfMicrometer_areServedAsItWould_untilTheApplicationAsksForThem(
      Library library, Jdk jdk) {
    try (MetricsApp app = start(library, jdk)) {
      app.obey("define");
      URI own = app.serve();
      URI agent = app.jvm().endpoint();
      List<String> text = ofApplication(agent, TEXT);
      assertThat(app.jvm().scrape().value("app_requests_total")).isEqualTo(3);
      assertThat(text).containsExactlyElementsOf(ofApplication(own, TEXT));
      assertThat(ofApplication(agent, TEXT)).isEmpty();
      assertThat(registries(app, library, "yes")).isEqualTo(1);
      assertThat(app.jvm().stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  static Stream<Arguments> meters() {
    return JdkMatrix.of(
        Stream.of("1.3.0", "1.9.0", "1.17.2")
            .map(it -> new Library("micrometer", "MeterMetrics", "meters-" + it, "bad_throws")));
  }

  @ParameterizedTest
  @MethodSource("meters")
  void metersOfAnyRegistry_areServedAsAPrometheusRegistryWould_andNotBesideOneOfTheSameComposite(
      Library library, Jdk jdk) {
    try (MetricsApp app = start(library, jdk)) {
      app.obey("define");
      List<String> text = ofApplication(app.jvm().endpoint(), TEXT);
      Scrape scrape = app.jvm().scrape();
      assertThat(registries(app, library, "no")).isEqualTo(6);
      assertThat(scrape.value("kinds_import_seconds_count")).isEqualTo(1);
      assertThat(scrape.value("kinds_build_info", "version", "7")).isEqualTo(1);
      assertThat(scrape.value("kinds_custom_total", "statistic", "COUNT")).isEqualTo(3);
      assertThat(scrape.value("kinds_custom_value", "statistic", "VALUE")).isEqualTo(5);
      assertThat(scrape.value("step_size")).isEqualTo(8);
      assertThat(scrape.value("ownSize")).isEqualTo(6);
      assertThat(scrape.familyNames())
          .noneMatch(name -> name.matches("step_count.*|closed.*|(app|kinds)[^_].*"));

      assertThat(text).containsExactlyElementsOf(ofApplication(app.serve(), TEXT));
      scrape = app.jvm().scrape();
      assertThat(scrape.familyNames()).noneMatch(name -> name.matches("(app|kinds).*"));
      assertThat(scrape.value("step_size")).isEqualTo(8);
      assertThat(app.jvm().stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
      app.jvm().awaitStderrWith("keeps no totals");
      assertThat(lines(app, "keeps no totals"))
          .singleElement()
          .asString()
          .contains("MeterMetrics$Steps");
    }
  }

  static Stream<Arguments> dropwizard5() {
    return JdkMatrix.of(
        Stream.of("5.0.0", "5.0.6")
            .map(
                it ->
                    new Library(
                        "dropwizard5", "Dropwizard5Metrics", "dropwizard5-" + it, "bad_throws")));
  }

  @ParameterizedTest
  @MethodSource("dropwizard5")
  void tagsOfDropwizard5_areLabels_untilTheApplicationServesThem(Library library, Jdk jdk) {
    try (MetricsApp app = start(library, jdk)) {
      app.obey("define");
      Scrape scrape = app.jvm().scrape();
      assertThat(scrape.value("app_open", "odd_color", "red")).isEqualTo(3);
      assertThat(scrape.value("app_open", "odd_color", "blue \"b\"")).isEqualTo(4);
      assertThat(scrape.value("app_size")).isEqualTo(4.2);
      assertThat(scrape.value("app_requests_total")).isEqualTo(7);
      assertThat(scrape.value("app_bytes_count")).isEqualTo(2);
      assertThat(scrape.value("app_bytes_sum")).isEqualTo(400);
      assertThat(scrape.value("app_latency_sum")).isEqualTo(7);
      assertThat(scrape.value("app_latency", "quantile", "0.5")).isEqualTo(7);
      app.obey("serve");
      assertThat(ofApplication(app.jvm().endpoint(), TEXT)).isEmpty();
      assertThat(registries(app, library, "yes")).isEqualTo(1);
      assertThat(app.jvm().stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  static Stream<Arguments> smallRye() {
    return JdkMatrix.of(
        Stream.of("2.4.6", "3.0.5")
            .map(
                it ->
                    new Library(
                        "smallryemetrics", "SmallRyeMetrics", "smallrye-" + it, "bad_throws")));
  }

  @ParameterizedTest
  @MethodSource("smallRye")
  void metricsOfSmallRye_areServedAsItsEndpointDoes_untilThatIsAsked(Library library, Jdk jdk) {
    try (MetricsApp app = start(library, jdk)) {
      app.obey("define");
      URI own = app.serve();
      List<String> samples = ofMicroProfile(app.jvm().endpoint());
      assertThat(samples).contains("application_app_size_bytes 4200");
      assertThat(samples).containsExactlyElementsOf(ofMicroProfile(own));
      assertThat(ofMicroProfile(app.jvm().endpoint())).isEmpty();
      assertThat(app.jvm().stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  /**
   * Samples, without the values that change by themselves: what a minimum and a maximum of
   * MicroProfile say is of the last whole minute, which may end between two readings.
   */
  private static List<String> ofMicroProfile(URI endpoint) {
    return Scrape.get(endpoint, "Accept", TEXT)
        .body()
        .lines()
        .filter(line -> line.startsWith("application_") && !line.contains("_rate_per_second"))
        .map(line -> OF_LAST_MINUTE.matcher(line).replaceAll("$1"))
        .map(line -> line.replaceAll("(\\d)\\.0(?= |$)", "$1"))
        .sorted()
        .toList();
  }

  static Stream<Library> actuators() {
    return Stream.of(
        new Library("simpleclient", "MicrometerMetrics", "actuator-2.7.18", ""),
        new Library("clientjava", "MicrometerMetrics", "actuator-3.5.16", ""),
        new Library("clientjava", "MicrometerMetrics", "actuator-4.1.2", ""));
  }

  @ParameterizedTest
  @MethodSource("actuators")
  void whatSpringBootServes_isLeftToIt(Library library) {
    try (MetricsApp app = start(library, Jdks.newest())) {
      app.obey("define");
      assertThat(ofApplication(app.jvm().endpoint(), TEXT)).isNotEmpty();
      app.obey("serve");
      assertThat(ofApplication(app.jvm().endpoint(), TEXT)).isEmpty();
      assertThat(registries(app, library, "yes")).isEqualTo(1);
    }
  }

  /** What answers is never too late. */
  private static MetricsApp start(Library library, Jdk jdk) {
    return start(library, jdk, "60s");
  }

  private static MetricsApp start(Library library, Jdk jdk, String timeout) {
    return MetricsApp.start(
        JvmCommand.on(jdk).agent("adopt.timeout=" + timeout), library.metrics, library.version);
  }

  /** Those on stderr that have this. */
  private static List<String> lines(MetricsApp app, String part) {
    return app.jvm().stderr().stream().filter(line -> line.contains(part)).toList();
  }

  private static double registries(MetricsApp app, Library library, String served) {
    return app.jvm()
        .scrape()
        .value("tachograph_adopted_registries", "library", library.name, "served", served);
  }

  /**
   * The lines about the application's families, in one order, and as numbers are written today:
   * earlier versions write {@code 1.0} for each count, and a comma after the last label. When
   * something was created, formats leave out by default, but for simpleclient's.
   */
  private static List<String> ofApplication(URI endpoint, String format) {
    return Scrape.get(endpoint, "Accept", format)
        .body()
        .lines()
        .filter(line -> line.startsWith("app_") || line.contains(" app_"))
        .filter(line -> !line.contains("_created"))
        .map(line -> line.replace(",}", "}").replaceAll("(\\d)\\.0(?= |$)", "$1"))
        .sorted()
        .toList();
  }

  private static boolean hasOpenMetrics(URI endpoint) {
    return Scrape.get(endpoint, "Accept", OPEN_METRICS)
        .headers()
        .firstValue("Content-Type")
        .orElse("")
        .startsWith("application/openmetrics-text");
  }
}
