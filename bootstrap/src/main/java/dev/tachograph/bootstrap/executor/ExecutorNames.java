package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.metrics.MetricFamily;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What executors are called, without anybody having named them. The first that applies:
 *
 * <ol>
 *   <li>the configured name for the class that creates it;
 *   <li>the name that its framework knows, such as a Spring bean's;
 *   <li>the common pool is the common pool;
 *   <li>the name of its first thread without the numbers in it, unless it is one of the JDK's;
 *   <li>the method that creates it;
 *   <li>its type.
 * </ol>
 *
 * <p>None of them depends on the order in which a program does things, so it gives the same names
 * each time it runs. Beyond a number of names, executors are called {@value MetricFamily#OTHER}.
 */
final class ExecutorNames {
  static final String COMMON_POOL = "commonPool";
  private static final String REFERENCE = "";

  private final ExecutorFamilies families;
  private final ExecutorSettings settings;
  private final Map<String, Boolean> names = new ConcurrentHashMap<>();
  private final AtomicInteger admitted = new AtomicInteger();
  private final Map<String, ExecutorSeries> series = new ConcurrentHashMap<>();

  ExecutorNames(ExecutorFamilies families, ExecutorSettings settings) {
    this.families = families;
    this.settings = settings;
  }

  /** What is known when an executor is created; null if its threads have to tell. */
  @Nullable String atCreation(@Nullable Creator creator, @Nullable String givenName) {
    if (creator != null) {
      String configured = settings.configuredName(creator.className);
      if (configured != null) {
        return configured;
      }
    }
    return givenName;
  }

  String commonPool() {
    return settings.namesByReference() ? REFERENCE : COMMON_POOL;
  }

  /** The name of an executor whose threads have this name; null if that says nothing. */
  @Nullable String withThread(String threadName) {
    return settings.namesByReference() ? REFERENCE : ThreadNames.pattern(threadName);
  }

  /** The name of an executor whose threads say nothing. */
  String withoutThread(ExecutorMonitor monitor) {
    if (settings.namesByReference()) {
      return REFERENCE;
    }
    Creator creator = monitor.creator();
    return creator == null ? simpleName(monitor.type) : creator.toString();
  }

  private static String simpleName(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** Whether executors of that type are left alone. */
  boolean excludesType(String type) {
    return settings.excludes(type);
  }

  /** Whether executors of that name are left alone. */
  boolean excludesName(String name) {
    return settings.excludes(name);
  }

  /** The series under that name, or under {@code other} if there are too many names. */
  ExecutorSeries series(String name, String type) {
    String admittedName = admit(name) ? name : MetricFamily.OTHER;
    String key = admittedName + '\n' + type;
    ExecutorSeries present = series.get(key);
    if (present == null) {
      ExecutorSeries fresh = new ExecutorSeries(families, admittedName, type);
      ExecutorSeries earlier = series.putIfAbsent(key, fresh);
      present = earlier == null ? fresh : earlier;
    }
    return present;
  }

  private boolean admit(String name) {
    if (names.containsKey(name)) {
      return true;
    }
    if (admitted.incrementAndGet() > settings.nameLimit()) {
      admitted.decrementAndGet();
      return false;
    }
    if (names.putIfAbsent(name, Boolean.TRUE) != null) {
      admitted.decrementAndGet();
    }
    return true;
  }

  /** All series there are. */
  Iterable<ExecutorSeries> allSeries() {
    return series.values();
  }
}
