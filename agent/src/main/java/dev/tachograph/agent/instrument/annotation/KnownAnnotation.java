package dev.tachograph.agent.instrument.annotation;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An annotation that makes a method an operation, and where it says which. */
enum KnownAnnotation {
  MICROMETER_TIMED("io/micrometer/core/annotation/Timed", "value", "extraTags"),
  MICROMETER_COUNTED("io/micrometer/core/annotation/Counted", "value", "extraTags"),
  WITH_SPAN("io/opentelemetry/instrumentation/annotations/WithSpan", "value", null),
  EARLIER_WITH_SPAN("io/opentelemetry/extension/annotations/WithSpan", "value", null),
  DROPWIZARD_TIMED("com/codahale/metrics/annotation/Timed", "name", null),
  DROPWIZARD_COUNTED("com/codahale/metrics/annotation/Counted", "name", null),
  DROPWIZARD_METERED("com/codahale/metrics/annotation/Metered", "name", null),
  EXCEPTION_METERED("com/codahale/metrics/annotation/ExceptionMetered", "name", null),
  DROPWIZARD5_TIMED("io/dropwizard/metrics5/annotation/Timed", "name", null),
  DROPWIZARD5_COUNTED("io/dropwizard/metrics5/annotation/Counted", "name", null),
  DROPWIZARD5_METERED("io/dropwizard/metrics5/annotation/Metered", "name", null),
  DROPWIZARD5_EXCEPTION_METERED("io/dropwizard/metrics5/annotation/ExceptionMetered", "name", null),
  MICROPROFILE_TIMED("org/eclipse/microprofile/metrics/annotation/Timed", "name", "tags"),
  MICROPROFILE_SIMPLY_TIMED(
      "org/eclipse/microprofile/metrics/annotation/SimplyTimed", "name", "tags"),
  MICROPROFILE_COUNTED("org/eclipse/microprofile/metrics/annotation/Counted", "name", "tags"),
  MICROPROFILE_METERED("org/eclipse/microprofile/metrics/annotation/Metered", "name", "tags");

  /** Holds several of Micrometer's. */
  static final String TIMED_SET = "Lio/micrometer/core/annotation/TimedSet;";

  private static final Map<String, KnownAnnotation> BY_DESCRIPTOR = byDescriptor();

  final String descriptor;

  /** The attribute with the operation's name. */
  final String name;

  /** The attribute with the labels; null if there is none. */
  final @Nullable String tags;

  /**
   * @param type internal name
   */
  KnownAnnotation(String type, String name, @Nullable String tags) {
    this.descriptor = "L" + type + ";";
    this.name = name;
    this.tags = tags;
  }

  private static Map<String, KnownAnnotation> byDescriptor() {
    Map<String, KnownAnnotation> byDescriptor = new HashMap<>();
    for (KnownAnnotation annotation : values()) {
      byDescriptor.put(annotation.descriptor, annotation);
    }
    return byDescriptor;
  }

  static @Nullable KnownAnnotation find(String descriptor) {
    return BY_DESCRIPTOR.get(descriptor);
  }

  /** A class file with none of them has no annotated method. */
  static Set<String> descriptors() {
    return Collections.unmodifiableSet(BY_DESCRIPTOR.keySet());
  }

  /** Whether the tags are names and values in turn, and not {@code name=value}. */
  boolean hasPairs() {
    return this == MICROMETER_TIMED || this == MICROMETER_COUNTED;
  }

  /** Whether the name at a class is only the beginning of its methods' names. */
  boolean namesBeginAtClass() {
    return "tags".equals(tags);
  }

  /** Whether it says which exceptions are failures. */
  boolean hasCause() {
    return this == EXCEPTION_METERED || this == DROPWIZARD5_EXCEPTION_METERED;
  }

  boolean isSpan() {
    return this == WITH_SPAN || this == EARLIER_WITH_SPAN;
  }

  /** As users write it. */
  String inWords() {
    return "@" + descriptor.substring(descriptor.lastIndexOf('/') + 1, descriptor.length() - 1);
  }
}
