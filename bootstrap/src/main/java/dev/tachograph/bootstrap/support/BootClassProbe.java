package dev.tachograph.bootstrap.support;

import org.jspecify.annotations.Nullable;

/**
 * Finds the agent's classes for class loaders that delegate only known packages to their parents.
 */
public final class BootClassProbe {
  private static final String OURS = "dev.tachograph.bootstrap.";

  private BootClassProbe() {}

  /**
   * The bootstrap class with this name.
   *
   * @return null if the class is not the agent's, so that the loader has to find it
   */
  public static @Nullable Class<?> find(@Nullable String name) {
    try {
      return name != null && name.startsWith(OURS) ? Class.forName(name, false, null) : null;
    } catch (Throwable t) {
      // The loader itself then reports that there is no such class.
      return null;
    }
  }
}
