package dev.tachograph.agent.instrument;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes that were woven when they were loaded. If any agent retransforms such a class later,
 * weaving must add the same fields again. The JVM refuses a change of the fields, and then
 * retransforms none of the classes of the same request.
 */
final class ClassesWovenAtLoad {
  private final Set<String> ofTheJvm = ConcurrentHashMap.newKeySet();

  /** Holds no loader, because a loader may be collected with its application. */
  private final LoaderTable<Set<String>> byLoader = new LoaderTable<>();

  void add(@Nullable ClassLoader loader, String className) {
    Set<String> classes = of(loader);
    if (classes == null && loader != null) {
      classes = byLoader.keep(loader, ConcurrentHashMap.newKeySet());
    }
    if (classes != null) {
      classes.add(className);
    }
  }

  boolean contains(@Nullable ClassLoader loader, String className) {
    Set<String> classes = of(loader);
    return classes != null && classes.contains(className);
  }

  private @Nullable Set<String> of(@Nullable ClassLoader loader) {
    return loader == null ? ofTheJvm : byLoader.get(loader);
  }
}
