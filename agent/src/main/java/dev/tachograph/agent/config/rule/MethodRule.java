package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.ConfigProblem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names methods to measure as tasks, and their task type.
 *
 * <p>A pattern is {@code class#method} or {@code class#method(parameter types)}; see {@link
 * ClassPattern} and {@link MethodPattern}. Immutable.
 */
public final class MethodRule {
  private final String name;
  private final ClassPattern classPattern;
  private final MethodPattern methodPattern;
  private final TaskTypeTemplate taskType;

  private MethodRule(
      String name,
      ClassPattern classPattern,
      MethodPattern methodPattern,
      TaskTypeTemplate taskType) {
    this.name = name;
    this.classPattern = classPattern;
    this.methodPattern = methodPattern;
    this.taskType = taskType;
  }

  /**
   * Parses one pattern, for instance {@code com.acme.jobs.*#run}.
   *
   * @throws IllegalArgumentException if the pattern is malformed, could name classes of the JDK or
   *     of the agent, or lacks an argument that the task type needs; the message says which
   */
  public static MethodRule parse(String pattern, TaskTypeTemplate taskType) {
    String text = pattern.trim();
    int hash = text.indexOf('#');
    if (hash < 0) {
      throw new IllegalArgumentException("there is no # between class and method");
    }
    ClassPattern classPattern = ClassPattern.parse(text.substring(0, hash).trim());
    MethodPattern methodPattern = MethodPattern.parse(text.substring(hash + 1).trim());
    int parameters = methodPattern.parameterCount();
    if (parameters >= 0 && taskType.highestArgument() >= parameters) {
      throw new IllegalArgumentException(
          "the task type "
              + ConfigProblem.shown(taskType.text())
              + " asks for argument "
              + taskType.highestArgument()
              + ", counted from 0, and the method has "
              + parameters);
    }
    return new MethodRule(text, classPattern, methodPattern, taskType);
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

  /** The task type of the measured methods. */
  public TaskTypeTemplate taskType() {
    return taskType;
  }

  /** Whether the class, {@code com/acme/Mailer}, can hold such a method. */
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
    return name + " as " + taskType;
  }
}
