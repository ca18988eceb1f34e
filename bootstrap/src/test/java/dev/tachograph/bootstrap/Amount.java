package dev.tachograph.bootstrap;

/**
 * How much is tried of what has no end: less, unless {@code -Dit.matrix=full} asks for everything.
 */
public final class Amount {
  private static final boolean ALL = "full".equals(System.getProperty("it.matrix"));

  private Amount() {}

  public static int of(int less, int all) {
    return ALL ? all : less;
  }
}
