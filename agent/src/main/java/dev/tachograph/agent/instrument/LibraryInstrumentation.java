package dev.tachograph.agent.instrument;

import dev.tachograph.agent.weave.ClassPlan;

/**
 * One instrumented library.
 *
 * <p>An instance is made when a class is loaded that could be the library's; a plan only when one
 * of {@link #classNames()} is loaded.
 */
public interface LibraryInstrumentation {
  /** None at all. */
  String[] NO_CLASSES = {};

  /** The name in the configuration and in {@code tachograph_instrumented_classes}. */
  String name();

  /** Internal names of the classes to weave, such as {@code com/acme/Client}. */
  String[] classNames();

  /**
   * Whether the plans come out of the configuration, and not of the class alone. Then what is woven
   * is not kept for the next start, which may be configured otherwise.
   */
  default boolean isConfigured() {
    return false;
  }

  /**
   * Makes ready what the woven classes call. To be asked for before any of them is woven, or found
   * woven; often.
   */
  default void prepare() {}

  /** What to weave into one of {@link #classNames()}. */
  void plan(String className, ClassPlan plan);

  /**
   * The others of {@link #classNames()} that end what is begun in this one. Unless all of them are
   * there and fit, it is left as it is: what never ends would be under way for ever.
   */
  default String[] endsOf(String className) {
    return NO_CLASSES;
  }
}
