package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.weave.ClassPlan;

/**
 * One instrumented library.
 *
 * <p>Instances are made before the application's main; a plan only when a class of the library is
 * loaded.
 */
public interface LibraryInstrumentation {
  /** The name in the configuration and in {@code tachograph_instrumented_classes}. */
  String name();

  /** Internal names of the classes to weave, such as {@code com/acme/Client}. */
  String[] classNames();

  /** Whether classes nested in {@link #classNames()} are woven, too. */
  default boolean coversNestedClasses() {
    return false;
  }

  /** What to weave into one of {@link #classNames()}, or into a class nested in one. */
  void plan(String className, ClassPlan plan);
}
