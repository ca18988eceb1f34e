package dev.tachograph.agent.instrument;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes that were woven when they were loaded. Whoever retransforms one of them later, it
 * must come out with the fields that it was given then: the JVM refuses a change of the schema, and
 * with it all else that was to be retransformed at the same time.
 */
final class ClassesWovenAtLoad {
  private final Set<String> ofTheJvm = ConcurrentHashMap.newKeySet();

  /** A loader may go with its application. */
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
