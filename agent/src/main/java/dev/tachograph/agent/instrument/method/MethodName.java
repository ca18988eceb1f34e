package dev.tachograph.agent.instrument.method;

import net.bytebuddy.jar.asm.Type;

/** A method that is being woven. */
final class MethodName {
  final String className;
  final String name;
  final String descriptor;
  final boolean isStatic;

  /**
   * @param className internal name
   */
  MethodName(String className, String name, String descriptor, boolean isStatic) {
    this.className = className;
    this.name = name;
    this.descriptor = descriptor;
    this.isStatic = isStatic;
  }

  int parameters() {
    return Type.getArgumentTypes(descriptor).length;
  }

  boolean returnsNothing() {
    return descriptor.endsWith(")V");
  }

  /**
   * The name as in the source. A nested class has its own name, an anonymous one that of its outer
   * class.
   */
  String simpleClassName() {
    String binary = className.substring(className.lastIndexOf('/') + 1);
    // A Scala or Kotlin object.
    String plain = binary.endsWith("$") ? binary.substring(0, binary.length() - 1) : binary;
    String nested = plain.substring(plain.lastIndexOf('$') + 1);
    return nested.isEmpty() || Character.isDigit(nested.charAt(0)) ? binary : nested;
  }

  /** As users write it. */
  @Override
  public String toString() {
    return className.replace('/', '.') + "#" + name;
  }
}
