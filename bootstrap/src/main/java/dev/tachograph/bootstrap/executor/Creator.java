package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/** The code that creates an executor: the first frame on the stack that is not the JDK's. */
final class Creator {
  private static final String[] JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

  final String className;
  final String methodName;

  /** Whether a class of the creator's package is being initialized. */
  final boolean initializesClass;

  private Creator(String className, String methodName, boolean initializesClass) {
    this.className = className;
    this.methodName = methodName;
    this.initializesClass = initializesClass;
  }

  /** The creator of this executor on the current thread; null if only the JDK is on the stack. */
  static @Nullable Creator of(Object executor) {
    StackTraceElement[] frames = new Throwable().getStackTrace();
    for (StackTraceElement frame : frames) {
      String className = frame.getClassName();
      boolean ours = className.startsWith("dev.tachograph.bootstrap.");
      if (!ours && !isOfJdk(className) && !isOwnCode(frame, executor)) {
        return new Creator(
            className,
            sourceName(frame.getMethodName()),
            initializes(packageOf(className), frames));
      }
    }
    return null;
  }

  /** All of a program may run in an initializer, as with Scala's {@code App}. */
  private static boolean initializes(String creatorPackage, StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      if (frame.getMethodName().equals("<clinit>")
          && packageOf(frame.getClassName()).equals(creatorPackage)) {
        return true;
      }
    }
    return false;
  }

  private static String packageOf(String className) {
    return className.substring(0, className.lastIndexOf('.') + 1);
  }

  private static boolean isOfJdk(String className) {
    for (String prefix : JDK) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the frame is a constructor of the executor, or in a nested class such as a builder. */
  private static boolean isOwnCode(StackTraceElement frame, Object executor) {
    String className = frame.getClassName();
    boolean constructor = frame.getMethodName().equals("<init>");
    for (Class<?> c = executor.getClass(); c != null; c = c.getSuperclass()) {
      String own = c.getName();
      if (className.startsWith(own)
          && (className.length() == own.length()
              ? constructor
              : className.charAt(own.length()) == '$')) {
        return true;
      }
    }
    return false;
  }

  /** The compiler names a lambda's body {@code lambda$main$3} after the method that contains it. */
  private static String sourceName(String method) {
    if (method.startsWith("lambda$")) {
      int end = method.lastIndexOf('$');
      if (end > "lambda$".length()) {
        return method.substring("lambda$".length(), end);
      }
    }
    return method;
  }

  @Override
  public String toString() {
    return className + '.' + methodName;
  }
}
