package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.api.ApiInstrumentation;
import dev.tachograph.agent.instrument.method.MethodInstrumentation.RuledClass;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.weave.cache.WovenClass;
import dev.tachograph.agent.weave.cache.WovenClassCache;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the classes that the transformer lets through, and remembers them. A class that does not
 * fit is left as it was and named once.
 */
final class Weaving {
  private final Map<String, Set<String>> wovenClasses = new ConcurrentHashMap<>();

  /**
   * Classes without added fields: loaded before the transformer was installed, or left as they
   * were.
   */
  private final Set<String> loadedBefore = ConcurrentHashMap.newKeySet();

  private final ClassesWovenAtLoad wovenAtLoad = new ClassesWovenAtLoad();

  private final Runnable prepareProbes;
  private final @Nullable WovenClassCache cache;
  private volatile boolean probesAreReady;

  /** Made for the first operation. Making two does no harm. */
  private volatile @Nullable RetrySight retries;

  /** Made when there is a class to weave, because it loads the weaver. Making two does no harm. */
  private volatile @Nullable FreshWeaving fresh;

  /**
   * @param prepareProbes runs before the first class is woven
   * @param cache the classes that earlier starts have woven, or null if none are kept
   */
  Weaving(Runnable prepareProbes, @Nullable WovenClassCache cache) {
    this.prepareProbes = prepareProbes;
    this.cache = cache;
  }

  /** Adds an instrumentation to the counts, with 0 before its first class. */
  void expect(String instrumentation) {
    wovenClasses.putIfAbsent(instrumentation, ConcurrentHashMap.newKeySet());
  }

  /** A class that is to be woven was loaded before. */
  void isLoaded(String className) {
    loadedBefore.add(className);
  }

  /** The loader of a class does not see the classes that woven code would call. */
  void cannotLink(
      String className,
      @Nullable ClassLoader loader,
      @Nullable LibraryInstrumentation library,
      @Nullable RuledClass ruled) {
    String loaderName = loader == null ? "" : loader.getClass().getName();
    AgentLog.warnOnce(
        loaderName,
        instrumentation(library, ruled)
            + ": "
            + className.replace('/', '.')
            + " is left as it is, as are all classes of its kind of class loader, "
            + loaderName
            + ", which finds no class of the agent's");
  }

  private static String instrumentation(
      @Nullable LibraryInstrumentation library, @Nullable RuledClass ruled) {
    if (library != null) {
      return library.name();
    }
    return ruled == null ? "" : ruled.name();
  }

  /**
   * @param shownAgain whether the class has been loaded, and some agent retransforms or redefines
   *     it
   */
  byte @Nullable [] weave(
      @Nullable ClassLoader loader,
      String className,
      byte[] classFile,
      boolean shownAgain,
      @Nullable LibraryInstrumentation library,
      @Nullable RuledClass ruled) {
    String instrumentation = instrumentation(library, ruled);
    try {
      prepareProbes();
      if (library != null) {
        library.prepare();
      }
      if (ruled != null || library instanceof ApiInstrumentation) {
        lookForRetries(loader);
      }
      ShownClass shown = new ShownClass(loader, className, classFile, shownAgain);
      boolean plannedByClass = ruled == null && !shownAgain;
      WovenClass outcome =
          cache != null && library != null && plannedByClass && !library.isConfigured()
              ? fromCacheOrWeaver(cache, shown, library)
              : weaveNow(shown, "", library, ruled);
      if (outcome.woven() != null && !shownAgain) {
        wovenAtLoad.add(loader, className);
      }
      return report(instrumentation, className, outcome);
    } catch (Throwable t) {
      // The JVM drops what a transformer throws. The class would be left alone without a word.
      reportMisfit(
          instrumentation, className, t.getMessage() == null ? t.toString() : t.getMessage());
      return null;
    }
  }

  private void lookForRetries(@Nullable ClassLoader loader) {
    RetrySight sight = retries;
    if (sight == null) {
      sight = new RetrySight();
      retries = sight;
    }
    sight.look(loader);
  }

  private WovenClass fromCacheOrWeaver(
      WovenClassCache cache, ShownClass shown, LibraryInstrumentation library) throws IOException {
    String circumstances = Circumstances.of(shown, library, loadedBefore);
    WovenClass kept = cache.find(shown.name, circumstances, shown.classFile);
    if (kept == null) {
      kept = weaveNow(shown, circumstances, library, null);
      cache.add(kept);
    }
    return kept;
  }

  private WovenClass weaveNow(
      ShownClass shown,
      String circumstances,
      @Nullable LibraryInstrumentation library,
      @Nullable RuledClass ruled)
      throws IOException {
    FreshWeaving weaver = fresh;
    if (weaver == null) {
      weaver = new FreshWeaving(loadedBefore);
      fresh = weaver;
    }
    // A class that got fields when it was loaded gets them again.
    boolean before = shown.again && !wovenAtLoad.contains(shown.loader, shown.name);
    return weaver.weave(shown, before, circumstances, library, ruled);
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
    // Advice in other classes must not look for fields in this one.
    loadedBefore.add(className);
    AgentLog.warnOnce(
        instrumentation + className,
        instrumentation
            + ": "
            + className.replace('/', '.')
            + " is left as it is, since it does not fit: "
            + reason);
  }

  /** Takes no lock, like all code here. Running it twice does no harm. */
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

  /** The number of woven classes, by instrumentation. */
  Map<String, Long> wovenCounts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, Set<String>> woven : wovenClasses.entrySet()) {
      counts.put(woven.getKey(), (long) woven.getValue().size());
    }
    return counts;
  }
}
