package dev.tachograph.it.fit;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weaves what there is to weave into a version, and says what came of it. */
final class Fit {
  private static final String PROBES = "dev/tachograph/bootstrap/";
  private static final PackagedAgent AGENT = new PackagedAgent();
  private static final List<PackagedAgent.Instrumentation> INSTRUMENTATIONS =
      AGENT.instrumentations();

  /** The JDK that runs this, for what a library refers to. */
  private static final JdkImage RUNNING = new JdkImage(Path.of(System.getProperty("java.home")));

  private Fit() {}

  /** Looks at one version of a library. */
  static Verdict of(LibraryVersions library, String version, Verifier verifier) {
    Verdict verdict = new Verdict();
    List<Path> classPath = library.classPath(version);
    try (Jars own = new Jars(library.jars(version));
        Jars all = new Jars(classPath)) {
      for (PackagedAgent.Instrumentation instrumentation : INSTRUMENTATIONS) {
        if (hasAny(own, instrumentation)) {
          for (WovenClass.When when : WovenClass.When.values()) {
            WovenLibrary woven =
                WovenLibrary.weave(instrumentation, when, all, RUNNING.or(Fit::probe));
            verdict.add(woven);
            addAdapters(woven, all, verdict);
            link(woven, all, library.name + " " + version, classPath, verdict, verifier);
          }
        }
      }
    }
    return verdict;
  }

  /** Looks at what one instrumentation weaves into a build of a JDK. */
  static Verdict of(JdkImage image, JdkBuild build, String name, Verifier verifier) {
    Verdict verdict = new Verdict();
    for (PackagedAgent.Instrumentation instrumentation : INSTRUMENTATIONS) {
      if (instrumentation.name.equals(name) && hasAny(image, instrumentation)) {
        for (WovenClass.When when : WovenClass.When.values()) {
          WovenLibrary woven = WovenLibrary.weave(instrumentation, when, image, Fit::probe);
          verdict.add(woven);
          verifier.add(woven.woven(), "JDK " + build.version() + " " + when, List.of(build.home()));
        }
      }
    }
    return verdict;
  }

  private static void addAdapters(WovenLibrary woven, ClassSource library, Verdict verdict) {
    if (woven.instrumentation.name.equals("mount")) {
      for (WovenClass one : woven.classes) {
        MountAdapters.problems(AGENT, one, library, RUNNING.or(AGENT::classFile))
            .forEach(verdict::problem);
      }
    }
  }

  private static boolean hasAny(
      ClassSource classes, PackagedAgent.Instrumentation instrumentation) {
    for (String name : instrumentation.classNames(classes)) {
      if (classes.read(name) != null) {
        return true;
      }
    }
    return false;
  }

  /** By this JVM, or by another one what is too new for it. */
  private static void link(
      WovenLibrary woven,
      ClassSource library,
      String version,
      List<Path> classPath,
      Verdict verdict,
      Verifier verifier) {
    LinkingLoader with = new LinkingLoader(woven, AGENT.probes());
    LinkingLoader without = new LinkingLoader(library, AGENT.probes());
    for (WovenClass one : woven.classes) {
      LinkageError error = one.isWoven() ? with.linkingError(one.name) : null;
      if (error instanceof UnsupportedClassVersionError) {
        verifier.add(woven.woven(), version + " " + one.when, classPath);
        return;
      }
      if (error != null) {
        LinkageError before = without.linkingError(one.name);
        verdict.problem(one.name + ", " + one.when + ": " + error + ", without advice " + before);
      }
    }
  }

  private static byte @Nullable [] probe(String className) {
    return className.startsWith(PROBES) ? AGENT.probe(className) : null;
  }
}
