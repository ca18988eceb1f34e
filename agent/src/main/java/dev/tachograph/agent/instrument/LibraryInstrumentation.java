package dev.tachograph.agent.instrument;

import dev.tachograph.agent.weave.ClassPlan;

/**
 * One instrumented library.
 *
 * <p>An instance is made when a class that could be the library's is loaded. A plan is made only
 * when one of {@link #classNames()} is loaded.
 */
public interface LibraryInstrumentation {
  String[] NO_CLASSES = {};

  /** The name in the configuration and in {@code tachograph_instrumented_classes}. */
  String name();

  /**
   * Internal names of the classes to weave, such as {@code com/acme/Client}. One that ends with
   * {@code $} stands for all anonymous classes within a class. What is woven into those is found by
   * what they do, since their numbers mean nothing.
   */
  String[] classNames();

  /**
   * Whether the plans depend on the configuration, not on the class alone. Then woven classes are
   * not kept for the next start, which may have another configuration.
   */
  default boolean isConfigured() {
    return false;
  }

  /** Whether the library is woven only for the methods that rules or annotations name. */
  default boolean isForMethods() {
    return false;
  }

  /** Whether the library is woven only if the configuration mounts the endpoint on web servers. */
  default boolean isForMount() {
    return false;
  }

  /**
   * Prepares the probes that the woven classes call. Called before each class is woven or taken
   * from the cache.
   */
  default void prepare() {}

  /** Plans the advice for one of {@link #classNames()}, or for an anonymous class by its name. */
  void plan(String className, ClassPlan plan);

  /**
   * The others of {@link #classNames()} in which calls or tasks of this class end. If one of them
   * is missing or does not fit, this class is left as it is. Otherwise its calls or tasks would be
   * in flight for ever.
   */
  default String[] endsOf(String className) {
    return NO_CLASSES;
  }
}
