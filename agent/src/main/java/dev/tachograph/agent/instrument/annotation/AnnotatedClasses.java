package dev.tachograph.agent.instrument.annotation;

import dev.tachograph.agent.config.rule.PackagePattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The packages whose annotations count. A class outside them is not looked at. */
public final class AnnotatedClasses {
  private final List<PackagePattern> packages;
  private final boolean spanAttributes;

  /** The methods woven in each package; a set, because a class may be woven again. */
  private final Map<String, Set<String>> matches = new ConcurrentHashMap<>();

  /**
   * @param spanAttributes whether annotated parameters of spans are labels
   */
  public AnnotatedClasses(List<PackagePattern> packages, boolean spanAttributes) {
    this.packages = packages;
    this.spanAttributes = spanAttributes;
    for (PackagePattern pattern : packages) {
      matches.put(pattern.name(), ConcurrentHashMap.newKeySet());
    }
  }

  /**
   * Whether a class may have annotated methods.
   *
   * @param classFile null if it is not known yet
   */
  public boolean mayHold(String className, byte @Nullable [] classFile) {
    return pattern(className) != null
        && (classFile == null || ConstantPool.hasAny(classFile, KnownAnnotation.descriptors()));
  }

  private @Nullable PackagePattern pattern(String className) {
    for (int i = 0; i < packages.size(); i++) {
      if (packages.get(i).matches(className)) {
        return packages.get(i);
      }
    }
    return null;
  }

  /** The annotated methods of a class. */
  public AnnotatedMethods read(byte[] classFile) {
    return AnnotatedMethods.of(classFile, spanAttributes);
  }

  /** A method has been woven for its annotations. */
  public void woven(String className, String method) {
    PackagePattern pattern = pattern(className);
    Set<String> methods = pattern == null ? null : matches.get(pattern.name());
    if (methods != null) {
      methods.add(className + '.' + method);
    }
  }

  /** Adds the number of woven methods for each pattern. */
  public void addCounts(Map<String, Long> counts) {
    for (Map.Entry<String, Set<String>> match : matches.entrySet()) {
      counts.put(match.getKey(), (long) match.getValue().size());
    }
  }
}
