package dev.tachograph.agent.config.rule;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names methods to measure, and what they are measured as.
 *
 * <p>A pattern is {@code class#method} or {@code class#method(parameter types)}; see {@link
 * ClassPattern} and {@link MethodPattern}. With {@code +} after the class, it names the methods of
 * all classes that extend or implement it, too. Immutable.
 */
public final class MethodRule {
  private static final String SUBTYPES = "+";

  private final String name;
  private final ClassPattern classPattern;
  private final MethodPattern methodPattern;
  private final boolean withSubtypes;
  private final RuleSubject subject;

  private MethodRule(
      String name,
      ClassPattern classPattern,
      MethodPattern methodPattern,
      boolean withSubtypes,
      RuleSubject subject) {
    this.name = name;
    this.classPattern = classPattern;
    this.methodPattern = methodPattern;
    this.withSubtypes = withSubtypes;
    this.subject = subject;
  }

  /**
   * Parses one pattern, for instance {@code com.acme.jobs.*#run}.
   *
   * @throws IllegalArgumentException if the pattern is malformed, could name classes of the JDK or
   *     of the agent, or lacks an argument that the subject needs; the message says which
   */
  public static MethodRule parse(String pattern, RuleSubject subject) {
    String text = pattern.trim();
    int hash = text.indexOf('#');
    if (hash < 0) {
      throw new IllegalArgumentException("there is no # between class and method");
    }
    String classes = text.substring(0, hash).trim();
    boolean withSubtypes = classes.endsWith(SUBTYPES);
    ClassPattern classPattern =
        withSubtypes
            ? ClassPattern.parseSupertype(classes.substring(0, classes.length() - 1).trim())
            : ClassPattern.parse(classes);
    MethodPattern methodPattern = MethodPattern.parse(text.substring(hash + 1).trim());
    if (methodPattern.parameterCount() >= 0) {
      subject.requireParameters(methodPattern.parameterCount());
    }
    return new MethodRule(text, classPattern, methodPattern, withSubtypes, subject);
  }

  /** Splits a list at its commas, except those between parentheses. Leaves out empty pieces. */
  static List<String> split(String patterns) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    boolean inParameters = false;
    for (int i = 0; i <= patterns.length(); i++) {
      char c = i < patterns.length() ? patterns.charAt(i) : ',';
      if (c == '(') {
        inParameters = true;
      } else if (c == ')') {
        inParameters = false;
      } else if (i == patterns.length() || (c == ',' && !inParameters)) {
        String piece = patterns.substring(start, i).trim();
        if (!piece.isEmpty()) {
          pieces.add(piece);
        }
        start = i + 1;
      }
    }
    return pieces;
  }

  /** The text of the pattern, which is also the label {@code rule} of its metrics. */
  public String name() {
    return name;
  }

  /** What the methods are measured as. */
  public RuleSubject subject() {
    return subject;
  }

  /** Whether it names the methods of subclasses and implementations, too. */
  public boolean withSubtypes() {
    return withSubtypes;
  }

  /** Whether it names the class, {@code com/acme/Mailer}, whose subtypes are not looked at here. */
  public boolean matchesClass(String internalName) {
    return classPattern.matches(internalName);
  }

  /** The one class that the rule names, {@code com/acme/Mailer}; null if it names several. */
  public @Nullable String exactInternalClassName() {
    return classPattern.exactInternalName();
  }

  /**
   * The start of the internal names of all its classes: {@code com/acme/}. Empty only for a class
   * without a package.
   */
  public String packagePrefix() {
    return classPattern.packagePrefix();
  }

  /** Whether the rule names the method, such as {@code send} with {@code (Ljava/lang/String;)V}. */
  public boolean matchesMethod(String methodName, String descriptor) {
    return methodPattern.matches(methodName, descriptor);
  }

  @Override
  public String toString() {
    return name + " as " + subject;
  }
}
