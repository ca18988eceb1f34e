package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.RetryApp;
import dev.tachograph.it.harness.Scrape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Libraries that repeat calls: each attempt after the first counts, and how the call ended. All
 * calls are made inside an operation, for which the attempts count too.
 */
class RetriesIT {
  private static final String[] OPERATION = {
    "operations.1.methods=com.acme.retries.*Calls#call*", "operations.1.name=order"
  };

  /**
   * One library in one version.
   *
   * @param name the name of its retries, or empty
   * @param modes the ways to call it
   * @param judgesResults whether it repeats calls because of their results
   */
  record Library(
      String label,
      String calls,
      String version,
      String name,
      String modes,
      boolean judgesResults) {
    @Override
    public String toString() {
      return version;
    }
  }

  /** What counts of some calls. */
  record Counts(long repeated, long succeeded, long gaveUp) {
    static Counts of(Scrape scrape, Library library, String name) {
      return new Counts(
          count(scrape, library, name, "repeated"),
          count(scrape, library, name, "succeeded"),
          count(scrape, library, name, "gave_up"));
    }

    private static long count(Scrape scrape, Library library, String name, String outcome) {
      return scrape.count(
          "retries_total", "library", library.label, "name", name, "outcome", outcome);
    }

    Counts since(Counts before) {
      return new Counts(
          repeated - before.repeated, succeeded - before.succeeded, gaveUp - before.gaveUp);
    }
  }

  private static final Counts NOTHING = new Counts(0, 0, 0);

  static Stream<Library> libraries() {
    return Stream.of(
        resilience4j("1.0.0"),
        resilience4j("2.4.0"),
        failsafe("Failsafe2Calls", "2.0.1"),
        failsafe("Failsafe3Calls", "3.3.2"),
        spring("SpringRetryCalls", "spring-retry-1.2.0"),
        spring("SpringRetryCalls", "spring-retry-2.0.13"),
        spring("SpringCoreCalls", "spring-core-7.0.0"),
        spring("SpringCoreCalls", "spring-core-7.0.10"),
        new Library(
            "guavaretrying", "GuavaRetryingCalls", "guava-retrying-2.0.0", "", "sync async", true),
        reactor("3.4.0"),
        reactor("3.8.8"),
        smallRye("5.6.0"),
        smallRye("6.11.2"));
  }

  private static Stream<Library> librariesInBetween() {
    return Stream.of(
        resilience4j("1.7.1"),
        failsafe("Failsafe2Calls", "2.4.4"),
        failsafe("Failsafe3Calls", "3.0.0"));
  }

  private static Library resilience4j(String version) {
    return new Library(
        "resilience4j",
        "Resilience4jCalls",
        "resilience4j-" + version,
        "orders",
        "sync async again",
        true);
  }

  private static Library failsafe(String calls, String version) {
    return new Library("failsafe", calls, "failsafe-" + version, "", "sync async", true);
  }

  private static Library spring(String calls, String version) {
    return new Library("springretry", calls, version, "orders", "sync", false);
  }

  private static Library reactor(String version) {
    return new Library("reactor", "ReactorCalls", "reactor-" + version, "", "sync async", false);
  }

  private static Library smallRye(String version) {
    return new Library(
        "smallryeft", "SmallRyeCalls", "smallrye-" + version, "orders", "sync async", false);
  }

  /** Its container takes long to start. */
  private static Library smallRyeBean(String version) {
    return new Library(
        "smallryeft",
        "SmallRyeCdiCalls",
        "smallrye-cdi-" + version,
        "com.acme.retries.SmallRyeCdiCalls$Orders#take",
        "sync async",
        false);
  }

  static Stream<Arguments> librariesAndJdks() {
    return JdkMatrix.of(
        Stream.of(
                libraries(),
                JdkMatrix.newest(Stream.of(smallRyeBean("5.6.0"), smallRyeBean("6.11.2"))),
                JdkMatrix.ifFull(RetriesIT::librariesInBetween))
            .flatMap(libraries -> libraries));
  }

  @ParameterizedTest
  @MethodSource("librariesAndJdks")
  void attemptsAndEnds_count_andTheApplicationSeesTheSame(Library library, Jdk jdk) {
    List<String> seen = new ArrayList<>();
    try (RetryApp app = start(library, JvmCommand.on(jdk).agent(OPERATION))) {
      // The library's own classes may be loaded in the middle of the first operation.
      check(app, library, seen, "sync fail 2", new Counts(2, 1, 0));
      for (String mode : library.modes.split(" ")) {
        check(app, library, seen, mode + " fail 0", NOTHING);
        check(app, library, seen, mode + " deny 1", NOTHING);
        check(app, library, seen, mode + " fail 2", new Counts(2, 1, 0));
        check(app, library, seen, mode + " fail 9", new Counts(3, 0, 1));
        if (library.judgesResults) {
          check(app, library, seen, mode + " bad 2", new Counts(2, 1, 0));
          check(app, library, seen, mode + " bad 9", new Counts(3, 0, 1));
        }
      }
      expectNoComplaint(app);
    }
    assertThat(seen).isEqualTo(seenWithoutAgent(library, jdk, seen));
  }

  static Stream<Arguments> furtherWays() {
    return Stream.of(
            // Calls that the application repeats itself, of which Spring keeps a state.
            Arguments.of(spring("SpringRetryCalls", "spring-retry-1.2.0"), "orders"),
            // A lambda has no name.
            Arguments.of(spring("SpringCoreCalls", "spring-core-7.0.10"), ""),
            // The operator without a condition.
            Arguments.of(reactor("3.8.8"), ""),
            Arguments.of(spring("SpringRetryCalls", "spring-retry-2.0.13"), "orders"),
            Arguments.of(spring("SpringCoreCalls", "spring-core-7.0.0"), ""),
            Arguments.of(reactor("3.4.0"), ""))
        .limit(JdkMatrix.amount(3, 6));
  }

  @ParameterizedTest
  @MethodSource("furtherWays")
  void furtherWaysToRepeat_countTheSame(Library library, String name) {
    List<String> seen = new ArrayList<>();
    try (RetryApp app = start(library, JvmCommand.on(Jdks.newest()).agent(OPERATION))) {
      check(app, library, name, seen, "again fail 0", NOTHING);
      check(app, library, name, seen, "again fail 2", new Counts(2, 1, 0));
      check(app, library, name, seen, "again fail 9", new Counts(3, 0, 1));
      expectNoComplaint(app);
    }
    assertThat(seen).isEqualTo(seenWithoutAgent(library, Jdks.newest(), seen));
  }

  @Test
  void whatResilience4jDecidesForReactor_countsOnce() {
    Library library =
        new Library(
            "resilience4j",
            "Resilience4jReactorCalls",
            "resilience4j-reactor-2.4.0",
            "orders",
            "sync",
            true);
    List<String> seen = new ArrayList<>();
    try (RetryApp app = start(library, JvmCommand.on(Jdks.newest()).agent(OPERATION))) {
      check(app, library, seen, "sync fail 0", NOTHING);
      check(app, library, seen, "sync deny 1", NOTHING);
      check(app, library, seen, "sync fail 2", new Counts(2, 1, 0));
      check(app, library, seen, "sync fail 9", new Counts(3, 0, 1));
      check(app, library, seen, "sync bad 2", new Counts(2, 1, 0));
      assertThat(app.jvm().scrape().labelValues("retries_total", "library"))
          .containsExactly("resilience4j");
      expectNoComplaint(app);
    }
    assertThat(seen).isEqualTo(seenWithoutAgent(library, Jdks.newest(), seen));
  }

  static Stream<Arguments> librariesInUse() {
    return JdkMatrix.of(
        Stream.of(
            resilience4j("2.4.0"),
            failsafe("Failsafe2Calls", "2.4.4"),
            failsafe("Failsafe3Calls", "3.3.2"),
            spring("SpringRetryCalls", "spring-retry-2.0.13"),
            spring("SpringCoreCalls", "spring-core-7.0.10"),
            reactor("3.8.8"),
            smallRye("6.11.2")));
  }

  @ParameterizedTest
  @MethodSource("librariesInUse")
  void ofALibraryInUse_callsAfterALateAttach_count(Library library, Jdk jdk) {
    try (RetryApp app = start(library, AttachIT.attachable(jdk))) {
      List<String> seen = new ArrayList<>();
      for (String mode : library.modes.split(" ")) {
        app.obey(mode + " fail 2");
      }
      AttachIT.attachSuccessfully(app.jvm(), jdk, "http.port=0," + String.join(",", OPERATION));
      for (String mode : library.modes.split(" ")) {
        check(app, library, seen, mode + " fail 2", new Counts(2, 1, 0));
        check(app, library, seen, mode + " fail 9", new Counts(3, 0, 1));
      }
      expectNoComplaint(app);
    }
  }

  private static RetryApp start(Library library, JvmCommand command) {
    return RetryApp.start(command, library.calls, library.version);
  }

  private static void check(
      RetryApp app, Library library, List<String> seen, String command, Counts expected) {
    check(app, library, library.name, seen, command, expected);
  }

  private static void check(
      RetryApp app,
      Library library,
      String name,
      List<String> seen,
      String command,
      Counts expected) {
    Scrape before = app.jvm().scrape();
    seen.add(app.obey(command));
    if (command.startsWith("async")) {
      // A library may tell its caller before it is done itself.
      Await.until(
          () -> expected + " of " + command + "\n" + app.jvm(),
          () ->
              Counts.of(app.jvm().scrape(), library, name)
                  .since(Counts.of(before, library, name))
                  .equals(expected));
    }
    Scrape after = app.jvm().scrape();
    assertThat(Counts.of(after, library, name).since(Counts.of(before, library, name)))
        .as(command)
        .isEqualTo(expected);
    assertThat(ofOperation(after) - ofOperation(before))
        .as(command)
        .isEqualTo(beginsOnTheCallersThread(library, command) ? expected.repeated : 0);
  }

  private static long ofOperation(Scrape scrape) {
    return scrape.count("order_retries_total");
  }

  /** A retryer of guava-retrying knows nothing of who has handed it to an executor. */
  private static boolean beginsOnTheCallersThread(Library library, String command) {
    return !(library.label.equals("guavaretrying") && command.startsWith("async"));
  }

  private static void expectNoComplaint(RetryApp app) {
    assertThat(app.jvm().scrape().count("tachograph_probe_errors_total")).isZero();
    assertThat(app.jvm().stderr())
        .filteredOn(line -> line.startsWith("tachograph "))
        .allMatch(line -> line.startsWith("tachograph INFO "));
  }

  private static List<String> seenWithoutAgent(Library library, Jdk jdk, List<String> seen) {
    List<String> without = new ArrayList<>();
    try (RetryApp app = start(library, JvmCommand.on(jdk))) {
      for (String line : seen) {
        without.add(app.obey(line.substring("> ".length(), line.indexOf(':'))));
      }
    }
    return without;
  }
}
