package dev.tachograph.agent.instrument.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be woven into one class, and what must be there for it to fit. */
public final class ClassPlan {
  /** Chooses methods by access flags, name and descriptor. */
  public interface MethodMatcher {
    boolean matches(int access, String name, String descriptor);
  }

  static final class Entry {
    final MethodMatcher method;
    final AroundCall.@Nullable Target call;
    final Class<?> advice;
    final Map<String, Object> constants;

    /** How the entry is named when the class does not have it; null if it need not. */
    final @Nullable String required;

    Entry(
        MethodMatcher method,
        AroundCall.@Nullable Target call,
        Class<?> advice,
        Map<String, Object> constants,
        @Nullable String required) {
      this.method = method;
      this.call = call;
      this.advice = advice;
      this.constants = constants;
      this.required = required;
    }
  }

  final List<Entry> entries = new ArrayList<>();

  /** Weaves around a method that the class must declare. */
  public ClassPlan method(String name, String descriptor, Class<?> advice) {
    entries.add(
        new Entry(
            exactly(name, descriptor), null, advice, Collections.emptyMap(), name + descriptor));
    return this;
  }

  /** Weaves around a method that only some versions of the class declare. */
  public ClassPlan optionalMethod(String name, String descriptor, Class<?> advice) {
    entries.add(new Entry(exactly(name, descriptor), null, advice, Collections.emptyMap(), null));
    return this;
  }

  /** Weaves around every method that matches; there may be none. */
  public ClassPlan methods(MethodMatcher matcher, Class<?> advice, Map<String, Object> constants) {
    entries.add(new Entry(matcher, null, advice, constants, null));
    return this;
  }

  /** Weaves around each call of one method in another; there must be at least one. */
  public ClassPlan call(
      String inMethod,
      String inDescriptor,
      String owner,
      String name,
      String descriptor,
      Class<?> advice) {
    entries.add(
        new Entry(
            exactly(inMethod, inDescriptor),
            new AroundCall.Target(owner, name, descriptor),
            advice,
            Collections.emptyMap(),
            "call of " + owner + "." + name + " in " + inMethod + inDescriptor));
    return this;
  }

  private static MethodMatcher exactly(String name, String descriptor) {
    return new MethodMatcher() {
      @Override
      public boolean matches(int access, String otherName, String otherDescriptor) {
        return name.equals(otherName) && descriptor.equals(otherDescriptor);
      }
    };
  }
}
