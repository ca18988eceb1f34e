package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.method.MethodInstrumentation;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.ClassWeaver;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes that the transformer lets through, and remembers which. A class that does not
 * fit is left as it was, and said so once.
 */
final class Weaving {
  private final Map<String, Set<String>> wovenClasses = new ConcurrentHashMap<>();

  /** Classes that were there before the transformer was, and cannot be given fields. */
  private final Set<String> loadedBefore = ConcurrentHashMap.newKeySet();

  private final ClassesWovenAtLoad wovenAtLoad = new ClassesWovenAtLoad();

  private final Ends ends = new Ends(loadedBefore);
  private final Runnable prepareProbes;
  private volatile boolean probesAreReady;

  /**
   * @param prepareProbes to be run before the first class is woven
   */
  Weaving(Runnable prepareProbes) {
    this.prepareProbes = prepareProbes;
  }

  /** So that an instrumentation that has woven nothing yet is shown with 0. */
  void expect(String instrumentation) {
    wovenClasses.putIfAbsent(instrumentation, ConcurrentHashMap.newKeySet());
  }

  /** A class that is to be woven was there before. */
  void isLoaded(String className) {
    loadedBefore.add(className);
  }

  /** A class's loader does not see what woven code would call. */
  void cannotLink(
      String className, @Nullable ClassLoader loader, @Nullable LibraryInstrumentation library) {
    String loaderName = loader == null ? "" : loader.getClass().getName();
    AgentLog.warnOnce(
        loaderName,
        instrumentation(library)
            + ": "
            + className.replace('/', '.')
            + " is left as it is, as are all classes of its kind of class loader, "
            + loaderName
            + ", which finds no class of the agent's");
  }

  private static String instrumentation(@Nullable LibraryInstrumentation library) {
    return library == null ? MethodInstrumentation.NAME : library.name();
  }

  /**
   * @param shownAgain whether the class is loaded already, and somebody retransforms or redefines
   *     it
   */
  byte @Nullable [] weave(
      @Nullable ClassLoader loader,
      String className,
      byte[] classFile,
      boolean shownAgain,
      @Nullable LibraryInstrumentation library,
      @Nullable MethodInstrumentation methods) {
    String instrumentation = instrumentation(library);
    try {
      prepareProbes();
      boolean before = shownAgain && !wovenAtLoad.contains(loader, className);
      ClassPlan plan =
          new ClassPlan(ClassWeaver.superName(classFile), before, shownAgain, loadedBefore);
      if (library != null) {
        library.plan(className, plan);
      }
      MethodInstrumentation.Matches matches =
          methods == null ? null : methods.plan(className, plan);
      ClassWeaver.Result result = ClassWeaver.weave(classFile, plan);
      reportLeftOut(className, result);
      byte[] woven = result.classFile();
      if (woven != null && library != null) {
        ends.require(library, className, loader);
      }
      if (woven != null) {
        if (!shownAgain) {
          wovenAtLoad.add(loader, className);
        }
        Set<String> classes = wovenClasses.get(instrumentation);
        if (classes != null) {
          classes.add(className);
        }
        if (matches != null) {
          matches.woven(result.wovenMethods());
        }
      }
      return woven;
    } catch (Throwable t) {
      // Others must not look for the fields that it would have been given.
      loadedBefore.add(className);
      // What a transformer throws, the JVM swallows: the class would be left alone in silence.
      AgentLog.warnOnce(
          instrumentation + className,
          instrumentation
              + ": "
              + className.replace('/', '.')
              + " is left as it is, since it does not fit: "
              + (t.getMessage() == null ? t.toString() : t.getMessage()));
      return null;
    }
  }

  /** Without a lock, as nothing else here takes one either: twice does no harm. */
  private void prepareProbes() {
    if (!probesAreReady) {
      prepareProbes.run();
      probesAreReady = true;
    }
  }

  private static void reportLeftOut(String className, ClassWeaver.Result result) {
    for (String method : result.leftOut()) {
      AgentLog.warnOnce(
          className + method,
          className.replace('/', '.')
              + "#"
              + method
              + " is not measured: with advice it would be too long for the JVM to compile");
    }
  }

  /** Whether an instrumentation has woven a class. */
  boolean isWoven(String instrumentation, String className) {
    Set<String> classes = wovenClasses.get(instrumentation);
    return classes != null && classes.contains(className);
  }

  /** How many classes have been woven, by instrumentation. */
  Map<String, Long> wovenCounts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, Set<String>> woven : wovenClasses.entrySet()) {
      counts.put(woven.getKey(), (long) woven.getValue().size());
    }
    return counts;
  }
}
