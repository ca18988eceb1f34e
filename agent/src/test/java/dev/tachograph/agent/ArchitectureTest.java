package dev.tachograph.agent;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;

/** The walls of the house. */
@AnalyzeClasses(packages = "dev.tachograph", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  /** The subjects, each a package with its probe, its state and its metrics, and who joins them. */
  private static final String[] SUBJECTS = {
    "dev.tachograph.bootstrap",
    "..bootstrap.conductor..",
    "..bootstrap.executor..",
    "..bootstrap.framework..",
    "..bootstrap.http..",
    "..bootstrap.method..",
    "..bootstrap.operation..",
    "..bootstrap.retry..",
    "..bootstrap.support..",
    "..bootstrap.task.."
  };

  private static String[] subjectsAnd(String... packages) {
    return Stream.concat(Stream.of(SUBJECTS), Stream.of(packages)).toArray(String[]::new);
  }

  @ArchTest
  static final ArchRule instrumentationKnowsNoExport =
      noClasses()
          .that()
          .resideInAPackage("..agent.instrument..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..agent.export..", "io.prometheus..");

  @ArchTest
  static final ArchRule exportKnowsNoInstrumentation =
      noClasses()
          .that()
          .resideInAPackage("..agent.export..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(subjectsAnd("..agent.instrument..", "net.bytebuddy.."));

  /** It is loaded by a class loader of its own, and found by its name. */
  @ArchTest
  static final ArchRule nothingKnowsTheServer =
      noClasses()
          .that()
          .resideOutsideOfPackage("..export.http.server..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..export.http.server..", "com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule configurationKnowsNeither =
      noClasses()
          .that()
          .resideInAPackage("..agent.config..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(subjectsAnd("..agent.instrument..", "..agent.export.."));

  @ArchTest
  static final ArchRule theRegistryKnowsNoProbes =
      noClasses()
          .that()
          .resideInAPackage("..bootstrap.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SUBJECTS);

  /** The window is of use without a registry. */
  @ArchTest
  static final ArchRule theWindowKnowsNoRegistry =
      noClasses()
          .that()
          .resideInAPackage("..bootstrap.metrics.window..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..bootstrap.metrics");

  /** One way through the house: a subject knows those below it. */
  @ArchTest
  static final ArchRule subjectsAreFreeOfCycles =
      slices().matching("dev.tachograph.bootstrap.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule bootstrapNeedsOnlyTheJdk =
      classes()
          .that()
          .resideInAPackage("..bootstrap..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "..bootstrap..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theWeaverKnowsNoLibrary =
      classes()
          .that()
          .resideInAPackage("..agent.weave")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "..agent.weave", "net.bytebuddy..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule theCacheKnowsNoWeaver =
      classes()
          .that()
          .resideInAPackage("..agent.weave.cache..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "..agent.weave.cache..",
              "..agent.log..",
              "..agent.thread..",
              "org.jspecify.annotations..");

  private static final DescribedPredicate<JavaClass> HOLD_ADVICE =
      DescribedPredicate.describe(
          "hold advice",
          type ->
              type.getPackageName().startsWith("dev.tachograph.agent.instrument")
                  && type.getMethods().stream()
                      .anyMatch(
                          method ->
                              method.isAnnotatedWith(Advice.OnMethodEnter.class)
                                  || method.isAnnotatedWith(Advice.OnMethodExit.class)));

  /** What the application has of its own is not recorded: whoever exports asks that probe. */
  private static final String ADOPTED = "..bootstrap.adopt..";

  @ArchTest
  static final ArchRule adviceCallsProbesAndNothingElseOfOurs =
      noClasses()
          .that(HOLD_ADVICE)
          .should()
          .dependOnClassesThat(
              resideInAPackage("dev.tachograph..")
                  .and(resideOutsideOfPackages(subjectsAnd("..agent.weave", ADOPTED))));

  @ArchTest
  static final ArchRule theAgentTouchesNoLogging =
      noClasses()
          .that()
          .resideInAnyPackage("dev.tachograph..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "javax.management..", "org.slf4j..");
}
