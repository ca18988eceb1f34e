package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/** The code that creates an executor: the first on the stack that is not of the JDK. */
final class Creator {
  private static final String[] JDK = {"java.", "javax.", "jdk.", "sun.", "com.sun."};

  final String className;
  final String methodName;

  private Creator(String className, String methodName) {
    this.className = className;
    this.methodName = methodName;
  }

  /** Who is creating this executor on the current thread; null if only the JDK is on the stack. */
  static @Nullable Creator of(Object executor) {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      String className = frame.getClassName();
      boolean ours = className.startsWith("dev.tachograph.bootstrap.");
      if (!ours && !isOfJdk(className) && !isOwnCode(frame, executor)) {
        return new Creator(className, sourceName(frame.getMethodName()));
      }
    }
    return null;
  }

  private static boolean isOfJdk(String className) {
    for (String prefix : JDK) {
      if (className.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is a constructor of the executor, or a class nested in it, such as a builder. */
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

  /** A lambda's body is called {@code lambda$main$3} after the method it is written in. */
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
