package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.method.MethodInstrumentation;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.weave.cache.WovenClass;
import dev.tachograph.agent.weave.cache.WovenClassCache;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

  private final Runnable prepareProbes;
  private final @Nullable WovenClassCache cache;
  private volatile boolean probesAreReady;

  /**
   * @param prepareProbes to be run before the first class is woven
   * @param cache what earlier starts have woven, or null if nothing is kept
   */
  Weaving(Runnable prepareProbes, @Nullable WovenClassCache cache) {
    this.prepareProbes = prepareProbes;
    this.cache = cache;
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
      boolean plannedByClass = methods == null && !shownAgain;
      WovenClass outcome =
          cache != null && library != null && plannedByClass && !library.isConfigured()
              ? fromCacheOrWeaver(cache, className, classFile, library)
              : weaveNow(loader, className, classFile, shownAgain, library, methods);
      if (outcome.woven() != null && !shownAgain) {
        wovenAtLoad.add(loader, className);
      }
      return report(instrumentation, className, outcome);
    } catch (Throwable t) {
      // What a transformer throws, the JVM swallows: the class would be left alone in silence.
      reportMisfit(
          instrumentation, className, t.getMessage() == null ? t.toString() : t.getMessage());
      return null;
    }
  }

  private WovenClass fromCacheOrWeaver(
      WovenClassCache cache, String className, byte[] classFile, LibraryInstrumentation library) {
    WovenClass kept = cache.find(className, circumstances(), classFile);
    if (kept == null) {
      kept = weaveNow(null, className, classFile, false, library, null);
      cache.add(kept);
    }
    return kept;
  }

  /** What decides about a class being loaded, beside its class file: which are not given fields. */
  private String circumstances() {
    return loadedBefore.isEmpty() ? "" : new TreeSet<>(loadedBefore).toString();
  }

  private WovenClass weaveNow(
      @Nullable ClassLoader loader,
      String className,
      byte[] classFile,
      boolean shownAgain,
      @Nullable LibraryInstrumentation library,
      @Nullable MethodInstrumentation methods) {
    // What was given fields when it was loaded is given them again.
    boolean before = shownAgain && !wovenAtLoad.contains(loader, className);
    return new FreshWeaving(className, circumstances(), classFile)
        .weave(before, shownAgain, loadedBefore, library, methods);
  }

  private byte @Nullable [] report(String instrumentation, String className, WovenClass outcome) {
    String misfit = outcome.misfit();
    if (misfit != null) {
      reportMisfit(instrumentation, className, misfit);
    }
    reportLeftOut(className, outcome.leftOut());
    Set<String> classes = outcome.woven() == null ? null : wovenClasses.get(instrumentation);
    if (classes != null) {
      classes.add(className);
    }
    return outcome.woven();
  }

  private void reportMisfit(String instrumentation, String className, String reason) {
    // Others must not look for the fields that it would have been given.
    loadedBefore.add(className);
    AgentLog.warnOnce(
        instrumentation + className,
        instrumentation
            + ": "
            + className.replace('/', '.')
            + " is left as it is, since it does not fit: "
            + reason);
  }

  /** Without a lock, as nothing else here takes one either: twice does no harm. */
  private void prepareProbes() {
    if (!probesAreReady) {
      prepareProbes.run();
      probesAreReady = true;
    }
  }

  private static void reportLeftOut(String className, List<String> leftOut) {
    for (String method : leftOut) {
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
