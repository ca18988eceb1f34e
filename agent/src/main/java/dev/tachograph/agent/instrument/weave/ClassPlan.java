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

  /** Chooses the advice for a method that matches. */
  public interface AdviceChoice {
    ChosenAdvice choose(String name, String descriptor);
  }

  /** An advice class and the constants that it asks for. */
  public static final class ChosenAdvice {
    final Class<?> advice;
    final Map<String, Object> constants;

    public ChosenAdvice(Class<?> advice, Map<String, Object> constants) {
      this.advice = advice;
      this.constants = constants;
    }
  }

  /** The same advice for every method, with no constants. */
  private static final class Always implements AdviceChoice {
    private final ChosenAdvice chosen;

    Always(Class<?> advice) {
      this.chosen = new ChosenAdvice(advice, Collections.emptyMap());
    }

    @Override
    public ChosenAdvice choose(String name, String descriptor) {
      return chosen;
    }
  }

  static final class Entry {
    final MethodMatcher method;
    final AroundCall.@Nullable Target call;
    final AdviceChoice advice;

    /** How the entry is named when the class does not have it; null if it need not. */
    final @Nullable String required;

    Entry(
        MethodMatcher method,
        AroundCall.@Nullable Target call,
        AdviceChoice advice,
        @Nullable String required) {
      this.method = method;
      this.call = call;
      this.advice = advice;
      this.required = required;
    }
  }

  final List<Entry> entries = new ArrayList<>();

  /** Weaves around a method that the class must declare. */
  public ClassPlan method(String name, String descriptor, Class<?> advice) {
    return add(exactly(name, descriptor), null, advice, name + descriptor);
  }

  /** Weaves around a method that only some versions of the class declare. */
  public ClassPlan optionalMethod(String name, String descriptor, Class<?> advice) {
    return add(exactly(name, descriptor), null, advice, null);
  }

  /** Weaves around every method that matches; there may be none. */
  public ClassPlan methods(MethodMatcher matcher, AdviceChoice advice) {
    entries.add(new Entry(matcher, null, advice, null));
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
    return add(
        exactly(inMethod, inDescriptor),
        new AroundCall.Target(owner, name, descriptor),
        advice,
        "call of " + owner + "." + name + " in " + inMethod + inDescriptor);
  }

  private ClassPlan add(
      MethodMatcher method,
      AroundCall.@Nullable Target call,
      Class<?> advice,
      @Nullable String required) {
    entries.add(new Entry(method, call, new Always(advice), required));
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
