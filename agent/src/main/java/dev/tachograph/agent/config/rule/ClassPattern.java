package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.value.Glob;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names classes: {@code com.acme.Mailer}, {@code com.acme.jobs.*}, {@code com.acme.**.*Job}.
 *
 * <p>{@code *} stays within a package segment or a simple class name and does not reach into nested
 * classes ({@code com.acme.Jobs$*} does); {@code **} is any number of packages, or none, and at the
 * end any class in them. The first segment is always literal, because a pattern for all classes
 * would make the agent look at every class, the JDK's and its own included.
 */
final class ClassPattern {
  private static final String ANY_DEPTH = "**";

  private final String[] segments;
  private final @Nullable String exactInternalName;
  private final String packagePrefix;

  private ClassPattern(String[] segments) {
    this.segments = segments;
    StringBuilder prefix = new StringBuilder();
    int literal = 0;
    while (literal < segments.length && segments[literal].indexOf('*') < 0) {
      if (literal < segments.length - 1) {
        prefix.append(segments[literal]).append('/');
      }
      literal++;
    }
    this.packagePrefix = prefix.toString();
    this.exactInternalName =
        literal == segments.length ? packagePrefix + segments[segments.length - 1] : null;
  }

  /**
   * Parses a pattern in source notation, with dots between packages.
   *
   * @throws IllegalArgumentException if it cannot be used; the message says why
   */
  static ClassPattern parse(String text) {
    List<String> segments = segments(text);
    checkReach(segments);
    return new ClassPattern(segments.toArray(new String[0]));
  }

  /** Parses a pattern for classes whose subtypes are meant. It may name the JDK's. */
  static ClassPattern parseSupertype(String text) {
    List<String> segments = segments(text);
    checkFirst(segments);
    return new ClassPattern(segments.toArray(new String[0]));
  }

  private static List<String> segments(String text) {
    List<String> segments = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int dot = text.indexOf('.', start);
      int end = dot < 0 ? text.length() : dot;
      String segment = text.substring(start, end);
      checkSegment(segment);
      boolean repeated =
          segment.equals(ANY_DEPTH)
              && !segments.isEmpty()
              && segments.get(segments.size() - 1).equals(ANY_DEPTH);
      if (!repeated) {
        segments.add(segment);
      }
      start = end + 1;
    }
    if (segments.get(segments.size() - 1).equals(ANY_DEPTH)) {
      segments.add("*");
    }
    return segments;
  }

  private static void checkSegment(String segment) {
    if (segment.isEmpty()) {
      throw new IllegalArgumentException("a part of the class name is empty");
    }
    if (segment.equals(ANY_DEPTH)) {
      return;
    }
    if (segment.contains(ANY_DEPTH)) {
      throw new IllegalArgumentException("** must stand alone between two dots");
    }
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (!Character.isJavaIdentifierPart(c) && c != '-' && c != '*') {
        throw new IllegalArgumentException(
            "'" + ConfigProblem.shown(String.valueOf(c)) + "' cannot be part of a class name");
      }
    }
  }

  private static void checkFirst(List<String> segments) {
    if (segments.get(0).indexOf('*') >= 0) {
      throw new IllegalArgumentException("the first part of the class name must be without *");
    }
  }

  private static void checkReach(List<String> segments) {
    checkFirst(segments);
    String first = segments.get(0);
    if (first.equals("java")
        || first.equals("javax")
        || first.equals("jdk")
        || first.equals("sun")) {
      throw new IllegalArgumentException("classes of the JDK (" + first + ".*) are not measured");
    }
    if (first.equals("dev") && segments.size() > 1) {
      String second = segments.get(1);
      boolean couldBeAgent = segments.size() > 2 && Glob.matches(second, "tachograph");
      if (couldBeAgent || second.equals(ANY_DEPTH)) {
        throw new IllegalArgumentException(
            "it could name the agent's own classes (dev.tachograph.*), which are not measured");
      }
    }
  }

  boolean matches(String internalName) {
    if (exactInternalName != null) {
      return exactInternalName.equals(internalName);
    }
    return internalName.startsWith(packagePrefix) && matches(0, internalName, 0);
  }

  private boolean matches(int index, String name, int position) {
    if (index == segments.length) {
      return position > name.length();
    }
    if (position > name.length()) {
      return false;
    }
    String segment = segments[index];
    if (!segment.equals(ANY_DEPTH)) {
      int end = segmentEnd(name, position);
      return Glob.matches(segment, name, position, end) && matches(index + 1, name, end + 1);
    }
    for (int from = position; from <= name.length(); from = segmentEnd(name, from) + 1) {
      if (matches(index + 1, name, from)) {
        return true;
      }
    }
    return false;
  }

  private static int segmentEnd(String name, int position) {
    int slash = name.indexOf('/', position);
    return slash < 0 ? name.length() : slash;
  }

  @Nullable String exactInternalName() {
    return exactInternalName;
  }

  String packagePrefix() {
    return packagePrefix;
  }
}
