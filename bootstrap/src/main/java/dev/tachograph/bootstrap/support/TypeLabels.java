package dev.tachograph.bootstrap.support;

/** How classes are named in labels. */
public final class TypeLabels {
  private TypeLabels() {}

  /**
   * The simple name of a class, which is never empty: one that has none is called as in its class
   * file, {@code Mailer$1}. A lambda's is called after the class that it is in.
   */
  public static String simple(Class<?> type) {
    String simple = type.getSimpleName();
    if (simple.isEmpty()) {
      String name = type.getName();
      simple = name.substring(name.lastIndexOf('.') + 1);
    }
    // The rest of it differs from run to run.
    int lambda = simple.indexOf("$$Lambda");
    return lambda >= 0 ? simple.substring(0, lambda) + "$$Lambda" : simple;
  }
}
