package dev.tachograph.agent.instrument;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes that were woven when they were loaded. Whoever retransforms one of them later, it
 * must come out with the fields that it was given then: the JVM refuses a change of the schema, and
 * with it all else that was to be retransformed at the same time.
 */
final class ClassesWovenAtLoad {
  /** By class loader, null for that of the JVM itself; a loader may go with its application. */
  private final Map<@Nullable ClassLoader, Set<String>> byLoader = new WeakHashMap<>();

  synchronized void add(@Nullable ClassLoader loader, String className) {
    Set<String> classes = byLoader.get(loader);
    if (classes == null) {
      classes = new HashSet<>();
      byLoader.put(loader, classes);
    }
    classes.add(className);
  }

  synchronized boolean contains(@Nullable ClassLoader loader, String className) {
    Set<String> classes = byLoader.get(loader);
    return classes != null && classes.contains(className);
  }
}
