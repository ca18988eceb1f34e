package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.value.Glob;
import org.jspecify.annotations.Nullable;

/**
 * Names methods: {@code run}, {@code on*}, {@code send(java.lang.String,int[])}, {@code send()}. It
 * cannot name constructors and static initialisers.
 */
final class MethodPattern {
  private static final String FORBIDDEN_IN_NAME = ".;[]/<>:,()#{}";

  private final String name;

  /** The start of a method descriptor, {@code (Ljava/lang/String;[I)}; null for any parameters. */
  private final @Nullable String parameterDescriptor;

  private final int parameterCount;

  private MethodPattern(String name, @Nullable String parameterDescriptor, int parameterCount) {
    this.name = name;
    this.parameterDescriptor = parameterDescriptor;
    this.parameterCount = parameterCount;
  }

  /**
   * Parses the part after the {@code #}.
   *
   * @throws IllegalArgumentException if it cannot be used; the message says why
   */
  static MethodPattern parse(String text) {
    int open = text.indexOf('(');
    if (open < 0) {
      if (text.indexOf(')') >= 0) {
        throw new IllegalArgumentException("a ) has no (");
      }
      return new MethodPattern(checkedName(text), null, -1);
    }
    String name = checkedName(text.substring(0, open).trim());
    if (text.indexOf(')') != text.length() - 1) {
      throw new IllegalArgumentException("the parameter types must end with )");
    }
    String types = text.substring(open + 1, text.length() - 1).trim();
    StringBuilder descriptor = new StringBuilder("(");
    int count = 0;
    if (!types.isEmpty()) {
      int start = 0;
      while (start <= types.length()) {
        int comma = types.indexOf(',', start);
        int end = comma < 0 ? types.length() : comma;
        appendDescriptor(types.substring(start, end).trim(), descriptor);
        count++;
        start = end + 1;
      }
    }
    return new MethodPattern(name, descriptor.append(')').toString(), count);
  }

  private static String checkedName(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("the method name is missing");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (FORBIDDEN_IN_NAME.indexOf(c) >= 0 || Character.isWhitespace(c)) {
        throw new IllegalArgumentException("'" + c + "' cannot be part of a method name");
      }
    }
    return name;
  }

  private static void appendDescriptor(String type, StringBuilder descriptor) {
    String element = type;
    while (element.endsWith("[]")) {
      descriptor.append('[');
      element = element.substring(0, element.length() - 2).trim();
    }
    char primitive = primitiveDescriptor(element);
    if (primitive != 0) {
      descriptor.append(primitive);
      return;
    }
    checkClassName(element);
    descriptor.append('L').append(element.replace('.', '/')).append(';');
  }

  private static char primitiveDescriptor(String type) {
    switch (type) {
      case "boolean":
        return 'Z';
      case "byte":
        return 'B';
      case "char":
        return 'C';
      case "short":
        return 'S';
      case "int":
        return 'I';
      case "long":
        return 'J';
      case "float":
        return 'F';
      case "double":
        return 'D';
      default:
        return 0;
    }
  }

  private static void checkClassName(String type) {
    boolean segmentStart = true;
    for (int i = 0; i < type.length(); i++) {
      char c = type.charAt(i);
      if (c == '.' ? segmentStart : !Character.isJavaIdentifierPart(c)) {
        throw notAType(type);
      }
      segmentStart = c == '.';
    }
    // A bare "String" would name a class without a package, and silently match nothing.
    if (segmentStart || type.indexOf('.') < 0) {
      throw notAType(type);
    }
  }

  private static IllegalArgumentException notAType(String type) {
    return new IllegalArgumentException(
        "'"
            + ConfigProblem.shown(type)
            + "' is not a parameter type; write a full name such as java.lang.String,"
            + " a primitive type, or one of them with []");
  }

  boolean matches(String methodName, String descriptor) {
    if (methodName.startsWith("<")) {
      return false;
    }
    if (parameterDescriptor != null && !descriptor.startsWith(parameterDescriptor)) {
      return false;
    }
    return Glob.matches(name, methodName);
  }

  /** The number of parameters, or -1 for any number. */
  int parameterCount() {
    return parameterCount;
  }
}
