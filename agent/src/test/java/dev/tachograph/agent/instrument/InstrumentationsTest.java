package dev.tachograph.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.agent.instrument.method.MethodInstrumentation;
import dev.tachograph.agent.instrument.own.OwnExecutorInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class InstrumentationsTest {
  /** One of every class that implements the interface, whether it is in the list or not. */
  static List<LibraryInstrumentation> all() {
    List<LibraryInstrumentation> all = new ArrayList<>();
    for (JavaClass found :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tachograph.agent.instrument")) {
      if (found.isAssignableTo(LibraryInstrumentation.class)
          && !found.isInterface()
          && !found.getModifiers().contains(JavaModifier.ABSTRACT)) {
        all.add(instance(found.reflect()));
      }
    }
    return all;
  }

  private static LibraryInstrumentation instance(Class<?> type) {
    if (type == OwnExecutorInstrumentation.class) {
      return new OwnExecutorInstrumentation(List.of("com.acme.Lanes"));
    }
    try {
      return (LibraryInstrumentation) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyClassToWeaveIsFoundByItsRoot() {
    for (LibraryInstrumentation library : all()) {
      for (String className : library.classNames()) {
        if (!(library instanceof OwnExecutorInstrumentation)) {
          assertThat(Instrumentations.under(Instrumentations.root(className)))
              .as(className)
              .hasAtLeastOneElementOfType(library.getClass());
        }
      }
    }
  }

  @Test
  void everyClassOfTheJdkIsLookedAt_ifItWasLoadedBefore() {
    for (LibraryInstrumentation library : all()) {
      for (String className : library.classNames()) {
        String name = className.replace('/', '.');
        // An own executor's threads, too, which no root leads to.
        if (!name.equals("java.lang.Thread")) {
          assertThat(isOfJdkAlone(name)).as(name).isFalse();
        }
      }
    }
    assertThat(isOfJdkAlone("java.lang.String")).isTrue();
    assertThat(isOfJdkAlone("java.util.concurrency.Foo")).isTrue();
    assertThat(isOfJdkAlone("javax.servlet.Servlet")).isFalse();
    assertThat(isOfJdkAlone("java")).isFalse();
  }

  private static boolean isOfJdkAlone(String name) {
    boolean found = Instrumentations.isOfJdkAlone(name, Instrumentations.WITH_DOTS);
    assertThat(Instrumentations.isOfJdkAlone(name.replace('.', '/'), Instrumentations.WITH_SLASHES))
        .isEqualTo(found);
    return found;
  }

  @Test
  void rootsAreTheFirstTwoPartsOfAPackage() {
    assertThat(Instrumentations.root("io/netty/channel/Channel")).isEqualTo("io/netty");
    assertThat(Instrumentations.root("io/netty/Channel")).isEqualTo("io/netty");
    assertThat(Instrumentations.root("java/util/concurrent/FutureTask"))
        .isEqualTo("java/util/concurrent");
    assertThat(Instrumentations.root("com/sun/net/httpserver/HttpServer"))
        .isEqualTo("com/sun/net/httpserver");
    assertThat(Instrumentations.root("dev/tachograph/api/Hooks")).isEqualTo("dev/tachograph/api");
    assertThat(Instrumentations.root("okhttp3/Call")).isEqualTo("okhttp3");
    assertThat(Instrumentations.root("Main")).isEmpty();
  }

  @Test
  void anonymousClassesAreFoundByTheClassThatTheyAreIn() {
    assertThat(WeavingTransformer.anonymousIn("com/acme/Client$4")).isEqualTo("com/acme/Client$");
    assertThat(WeavingTransformer.anonymousIn("com/acme/Client$12$1"))
        .isEqualTo("com/acme/Client$");
    assertThat(WeavingTransformer.anonymousIn("com/acme/Client$Part$1"))
        .isEqualTo("com/acme/Client$Part$");
    for (String named : List.of("com/acme/Client", "com/acme/Client2", "com/acme/Client$1Local")) {
      assertThat(WeavingTransformer.anonymousIn(named)).as(named).isNull();
    }
    for (String odd : List.of("7", "", "$", "com/acme/Client$")) {
      assertThat(WeavingTransformer.anonymousIn(odd)).as(odd).isNull();
    }
    assertThat(WeavingTransformer.anonymousIn("$7")).isEqualTo("$");
  }

  @Test
  void whatTheConfigurationCanNameIsWhatThereIs() {
    List<String> names = new ArrayList<>();
    names.add(MethodInstrumentation.TASKS);
    names.add(MethodInstrumentation.OPERATIONS);
    for (LibraryInstrumentation library : all()) {
      names.add(library.name());
    }
    assertThat(WeavingKeys.INSTRUMENTATIONS).hasSameElementsAs(names);
  }

  @Test
  void everyInstrumentationCanBeSwitchedOff() {
    for (LibraryInstrumentation library : all()) {
      AgentConfig config =
          AgentConfig.load(
              "instrument." + library.name() + ".enabled=false", Map.of(), new Properties());
      assertThat(config.problems()).isEmpty();
      assertThat(config.get(WeavingKeys.INSTRUMENTATION_ENABLED, library.name())).isFalse();
    }
  }

  @Test
  void everyNamedClassHasAPlan() {
    for (LibraryInstrumentation library : all()) {
      for (String className : library.classNames()) {
        library.plan(className, new ClassPlan());
        assertThat(className).matches(Predicate.not((String n) -> n.contains(".")));
      }
    }
  }

  @Test
  void noClassIsClaimedByTwo() {
    Map<String, String> owners = new HashMap<>();
    for (LibraryInstrumentation library : all()) {
      for (String className : library.classNames()) {
        assertThat(owners.put(className, library.getClass().getSimpleName()))
            .as(className + " and " + library.getClass().getSimpleName())
            .isNull();
      }
    }
  }

  @Test
  void executorsThatTheConfigurationNamesAreWoven_withTheClassesNestedInThem() {
    // As if it were an executor: any class with another nested in it will do.
    Class<?> outer = ImportOption.class;
    Class<?> nested = ImportOption.Predefined.class;
    assertThat(woven("executors.include=" + outer.getName(), outer, nested, String.class))
        .containsExactly(outer, nested);
    assertThat(woven("window.size=10", outer, nested)).isEmpty();
  }

  @Test
  void whatIsSwitchedOffIsNotWoven() {
    assertThat(woven("window.size=10", FutureTask.class, String.class))
        .containsExactly(FutureTask.class);
    assertThat(woven("instrument.executors.enabled=false", FutureTask.class)).isEmpty();
  }

  private static List<Class<?>> woven(String options, Class<?>... loaded) {
    AgentConfig config = AgentConfig.load(options, Map.of(), new Properties());
    return new WeavingTransformer(config, null, new Weaving(() -> {}, null)).matching(loaded);
  }
}
