package dev.tachograph.bootstrap.support;

import org.jspecify.annotations.Nullable;

/**
 * Answers class loaders that ask their parents only for packages that they know, and would not find
 * the classes that woven code calls.
 */
public final class BootClassProbe {
  private static final String OURS = "dev.tachograph.bootstrap.";

  private BootClassProbe() {}

  /**
   * The class that woven code asks for.
   *
   * @return null if it is none of the agent's, and for the loader itself to find
   */
  public static @Nullable Class<?> find(@Nullable String name) {
    try {
      return name != null && name.startsWith(OURS) ? Class.forName(name, false, null) : null;
    } catch (Throwable t) {
      // The loader will say itself that there is none.
      return null;
    }
  }
}
