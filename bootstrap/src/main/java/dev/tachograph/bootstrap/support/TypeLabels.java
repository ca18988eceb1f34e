package dev.tachograph.bootstrap.support;

/** The label values of classes. */
public final class TypeLabels {
  private TypeLabels() {}

  /**
   * The simple name of a class, never empty. A class without a simple name gets the last part of
   * its binary name, {@code Mailer$1}. A lambda gets the name of its enclosing class and {@code
   * $$Lambda}.
   */
  public static String simple(Class<?> type) {
    String simple = type.getSimpleName();
    if (simple.isEmpty()) {
      String name = type.getName();
      simple = name.substring(name.lastIndexOf('.') + 1);
    }
    // The rest differs from run to run.
    int lambda = simple.indexOf("$$Lambda");
    return lambda >= 0 ? simple.substring(0, lambda) + "$$Lambda" : simple;
  }
}
