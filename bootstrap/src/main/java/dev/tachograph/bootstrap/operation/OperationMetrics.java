package dev.tachograph.bootstrap.operation;

import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.OperationNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The operations of this JVM, made when they are first asked for. Thread-safe.
 *
 * <p>The exposed name is the operation's, made valid. If other families have that name, or might
 * get it, the operation is exposed as {@code operation_<name>}.
 */
public final class OperationMetrics {
  private static final String PREFIX = "operation_";

  /** The operation of all names for which there is no room. */
  private static final String OTHER = "other";

  /** The beginnings of names of families that are registered later. */
  private static final String[] RESERVED = {"java_executor", "jvm", "process", "tachograph"};

  /** The most operations that can be named while the application runs. */
  private static final int ROOM = 1000;

  private static volatile @Nullable OperationMetrics installed;

  private final MetricRegistry registry;
  private final OperationSettings settings;
  private final ConcurrentHashMap<String, Operation> operations = new ConcurrentHashMap<>();

  /** The families of all operations, or null if each has its own. */
  private final @Nullable OperationFamilies common;

  public OperationMetrics(MetricRegistry registry, OperationSettings settings) {
    this.registry = registry;
    this.settings = settings;
    this.common =
        settings.inOneFamily
            ? new OperationFamilies(
                registry, OperationNames.OPERATION, "operation", OperationNames.OPERATION)
            : null;
  }

  /** Connects the probes of this package. */
  public static void install(OperationMetrics metrics) {
    installed = metrics;
  }

  /** The installed operations. */
  public static OperationMetrics current() {
    OperationMetrics metrics = installed;
    if (metrics == null) {
      throw new IllegalStateException("woven code ran before the probes were installed");
    }
    return metrics;
  }

  /** The operation of this name. Beyond a thousand names, it is the operation {@code other}. */
  public Operation operation(String name) {
    Operation known = operations.get(name);
    return known == null ? make(name) : known;
  }

  /** The names of all operations. */
  public List<String> names() {
    List<String> names = new ArrayList<>(operations.keySet());
    Collections.sort(names);
    return names;
  }

  private synchronized Operation make(String name) {
    Operation known = operations.get(name);
    if (known != null) {
      return known;
    }
    if (operations.size() >= ROOM && !name.equals(OTHER)) {
      if (!operations.containsKey(OTHER)) {
        settings.log(
            "there are "
                + ROOM
                + " operations; "
                + OperationMetrics.valid(name)
                + " and all further ones count as the operation "
                + OTHER);
      }
      return operation(OTHER);
    }
    OperationFamilies families =
        common == null
            ? new OperationFamilies(registry, exposedName(name), "operation " + name)
            : common;
    Operation made = new Operation(name, families, settings);
    operations.put(name, made);
    return made;
  }

  private String exposedName(String name) {
    String valid = valid(name);
    if (!isReserved(valid) && !OperationFamilies.clashes(registry, valid)) {
      return valid;
    }
    String other = PREFIX + valid;
    for (int i = 2; OperationFamilies.clashes(registry, other); i++) {
      other = PREFIX + valid + "_" + i;
    }
    settings.log(
        "operation "
            + name
            + ": its families are called "
            + other
            + "_…, since other families are called "
            + valid
            + "_…, or begin like it");
    return other;
  }

  private static boolean isReserved(String name) {
    for (String beginning : RESERVED) {
      if (name.equals(beginning) || name.startsWith(beginning + "_")) {
        return true;
      }
    }
    return false;
  }

  /** The name with {@code _} for each character that Prometheus does not accept. */
  static String valid(String name) {
    StringBuilder valid = new StringBuilder(name);
    for (int i = 0; i < valid.length(); i++) {
      char c = valid.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':';
      if (!letter && (c < '0' || c > '9')) {
        valid.setCharAt(i, '_');
      }
    }
    boolean digitFirst = valid.length() == 0 || (valid.charAt(0) >= '0' && valid.charAt(0) <= '9');
    return digitFirst ? valid.insert(0, '_').toString() : valid.toString();
  }
}
