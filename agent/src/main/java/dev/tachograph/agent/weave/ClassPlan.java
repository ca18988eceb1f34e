package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** The advice for one class, and the members that the class must have. */
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

  /** The same advice for every method. */
  private static final class Always implements AdviceChoice {
    private final ChosenAdvice chosen;

    Always(Class<?> advice, Map<String, Object> constants) {
      this.chosen = new ChosenAdvice(advice, constants);
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

    /** The argument whose replacement gets the advice; -1 if the entry is for something else. */
    final int replaced;

    /**
     * The name for the message if the class has neither this entry nor another with the same name;
     * null if the entry is optional.
     */
    @Nullable String required;

    Entry(
        MethodMatcher method,
        AroundCall.@Nullable Target call,
        AdviceChoice advice,
        @Nullable String required) {
      this(method, call, -1, advice, required);
    }

    Entry(
        MethodMatcher method,
        AroundCall.@Nullable Target call,
        int replaced,
        AdviceChoice advice,
        @Nullable String required) {
      this.method = method;
      this.call = call;
      this.replaced = replaced;
      this.advice = advice;
      this.required = required;
    }
  }

  /** Added fields are of this type. */
  static final String ADDED_FIELD_TYPE = "Ljava/lang/Object;";

  final List<Entry> entries = new ArrayList<>();
  final List<String> addedFields = new ArrayList<>();
  final List<EarlyAnswer.Plan> answers = new ArrayList<>();
  final List<Offer.Plan> offers = new ArrayList<>();
  private final String superName;
  private final boolean loadedBefore;
  private final boolean shownAgain;
  private final Set<String> classesLoadedBefore;

  /** Null if the class file is not known yet. */
  private @Nullable MethodSizes methods;

  /**
   * @param superName internal name of the superclass
   * @param loadedBefore whether the class was loaded without being woven. Then only the code of its
   *     methods can change, and only for later calls
   * @param shownAgain whether the class has been loaded, woven or not
   * @param classesLoadedBefore all classes that were loaded without being woven
   */
  public ClassPlan(
      String superName, boolean loadedBefore, boolean shownAgain, Set<String> classesLoadedBefore) {
    this.superName = superName;
    this.loadedBefore = loadedBefore;
    this.shownAgain = shownAgain;
    this.classesLoadedBefore = classesLoadedBefore;
  }

  /**
   * A plan for the class in a class file.
   *
   * @param loadedBefore as above
   * @param shownAgain as above
   * @param classesLoadedBefore as above
   */
  public static ClassPlan of(
      byte[] classFile, boolean loadedBefore, boolean shownAgain, Set<String> classesLoadedBefore) {
    ClassPlan plan =
        new ClassPlan(
            ClassWeaver.superName(classFile), loadedBefore, shownAgain, classesLoadedBefore);
    plan.methods = MethodSizes.of(classFile);
    return plan;
  }

  /** A plan for a class that is being loaded. */
  public ClassPlan() {
    this("java/lang/Object", false, false, Collections.emptySet());
  }

  /** Whether the class directly extends that class. Versions of a library may differ in this. */
  public boolean isDirectSubclassOf(String className) {
    return superName.equals(className);
  }

  /**
   * Whether the class itself has that method, with code. Versions of a library may differ in this.
   */
  public boolean declares(String name, String descriptor) {
    return methods != null && methods.has(name + descriptor);
  }

  /** Whether weaving adds fields to the class. */
  public boolean addsFields() {
    return !loadedBefore && !addedFields.isEmpty();
  }

  /**
   * Whether another class has the fields that its plan adds, or will have them once it is loaded.
   */
  public boolean hasFields(String className) {
    return !classesLoadedBefore.contains(className);
  }

  /** Whether the JVM shows its own copy of the class, which may lack frames. */
  boolean shownAgain() {
    return shownAgain;
  }

  /** Whether the class was loaded without being woven. Threads may be inside its methods. */
  public boolean loadedBefore() {
    return loadedBefore;
  }

  /**
   * Adds a transient field that only advice uses. A class that was loaded before does not get it,
   * and advice there finds null.
   */
  public ClassPlan field(String name) {
    addedFields.add(name);
    return this;
  }

  /**
   * Makes a method return the result of a probe, if that is not null. The class must declare the
   * method.
   *
   * @param probe internal name of a class with a static method. It takes the method's first
   *     argument and returns the method's return type, which is a reference type
   */
  public ClassPlan answeredBy(String name, String descriptor, String probe, String probeMethod) {
    answers.add(new EarlyAnswer.Plan(name, descriptor, probe, probeMethod, 1));
    return this;
  }

  /**
   * Makes a method return the result of a probe, if that is not null. The class must declare the
   * method. It must not throw, because nothing keeps that from the application.
   *
   * @param probe internal name of a class with a static method of the same name and descriptor. The
   *     return type is a reference type
   */
  public ClassPlan answeredBy(String name, String descriptor, String probe) {
    int arguments = Type.getArgumentTypes(descriptor).length;
    answers.add(new EarlyAnswer.Plan(name, descriptor, probe, name, arguments));
    return this;
  }

  /**
   * Makes a method offer objects to a probe first, and do nothing else if the probe takes them. The
   * method returns nothing or a boolean, which is true then.
   *
   * @param probe internal name of a class with a static method {@code isTaken} for three objects
   *     and a string. It must not throw, because nothing keeps that from the application
   * @param sort the string
   * @param arguments which of the method's arguments are offered, by their positions; at most three
   */
  public ClassPlan offered(
      String name, String descriptor, String probe, String sort, int... arguments) {
    offers.add(new Offer.Plan(name, descriptor, probe, sort, arguments));
    return this;
  }

  /** Weaves around a method that the class must declare. */
  public ClassPlan method(String name, String descriptor, Class<?> advice) {
    return add(exactly(name, descriptor), null, advice, name + descriptor);
  }

  /** Weaves around a method that the class must declare, with constants for the advice. */
  public ClassPlan method(
      String name, String descriptor, Class<?> advice, Map<String, Object> constants) {
    return add(exactly(name, descriptor), null, advice, constants, name + descriptor);
  }

  /** Weaves around every method of that name; the class must declare one. */
  public ClassPlan methodNamed(String name, Class<?> advice) {
    return add(named(name), null, advice, name);
  }

  /** Weaves around every method of that name, with constants for the advice. */
  public ClassPlan methodNamed(String name, Class<?> advice, Map<String, Object> constants) {
    return add(named(name), null, advice, constants, name);
  }

  /** Weaves around each call that methods of that name make; there must be at least one. */
  public ClassPlan callInMethodNamed(
      String inMethod, String owner, String name, String descriptor, Class<?> advice) {
    return add(
        named(inMethod),
        new AroundCall.Target(owner, name, descriptor),
        advice,
        "call of " + owner + "." + name + " in " + inMethod);
  }

  /** Weaves around each such call, in whatever method. There may be none. */
  public ClassPlan callAnywhere(String owner, String name, String descriptor, Class<?> advice) {
    return add(
        new MethodMatcher() {
          @Override
          public boolean matches(int access, String otherName, String otherDescriptor) {
            return true;
          }
        },
        new AroundCall.Target(owner, name, descriptor),
        advice,
        null);
  }

  /** As above, with constants for the advice. */
  public ClassPlan callAnywhere(
      String owner,
      String name,
      String descriptor,
      Class<?> advice,
      Map<String, Object> constants) {
    callAnywhere(owner, name, descriptor, advice);
    Entry entry = entries.remove(entries.size() - 1);
    return add(entry.method, entry.call, advice, constants, null);
  }

  /** The class must have at least one of the last entries. Which one depends on the version. */
  public ClassPlan requireOneOfLast(int count) {
    int first = entries.size() - count;
    for (int i = first; i < entries.size(); i++) {
      entries.get(i).required = "place for advice, where entries " + first + " and on seek one";
    }
    return this;
  }

  /** Weaves around a method that only some versions of the class declare. */
  public ClassPlan optionalMethod(String name, String descriptor, Class<?> advice) {
    return add(exactly(name, descriptor), null, advice, null);
  }

  /**
   * Weaves around every method with this start of the name, and this start and end of the
   * descriptor. Versions differ in the rest. There must be at least one such method.
   */
  public ClassPlan methodsLike(
      String nameStart, String descriptorStart, String descriptorEnd, Class<?> advice) {
    MethodMatcher matcher =
        new MethodMatcher() {
          @Override
          public boolean matches(int access, String name, String descriptor) {
            return name.startsWith(nameStart)
                && descriptor.startsWith(descriptorStart)
                && descriptor.endsWith(descriptorEnd);
          }
        };
    return add(matcher, null, advice, nameStart + "…" + descriptorStart + "…" + descriptorEnd);
  }

  /**
   * Weaves around every method that matches; there must be at least one.
   *
   * @param required the name for the message if there is none
   */
  public ClassPlan methods(String required, MethodMatcher matcher, AdviceChoice advice) {
    entries.add(new Entry(matcher, null, advice, required));
    return this;
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

  /** As {@link #call(String, String, String, String, String, Class)}, with constants. */
  public ClassPlan call(
      String inMethod,
      String inDescriptor,
      String owner,
      String name,
      String descriptor,
      Class<?> advice,
      Map<String, Object> constants) {
    return add(
        exactly(inMethod, inDescriptor),
        new AroundCall.Target(owner, name, descriptor),
        advice,
        constants,
        "call of " + owner + "." + name + " in " + inMethod + inDescriptor);
  }

  /**
   * As {@link #call(String, String, String, String, String, Class)}, of a private method of the
   * class around this one. It must have one private method of that descriptor only that this method
   * calls: where a compiler made a static accessor for the call, its name tells nothing.
   */
  public ClassPlan callOfOuter(
      String inMethod,
      String inDescriptor,
      String owner,
      String name,
      String descriptor,
      Class<?> advice) {
    return add(
        exactly(inMethod, inDescriptor),
        AroundCall.Target.ofNested(owner, name, descriptor),
        advice,
        "call of " + owner + "." + name + " in " + inMethod + inDescriptor);
  }

  /**
   * Weaves enter advice at the point where a method replaces an argument by another object. Code of
   * another agent does this when it wraps the argument. From then on, all advice around the method
   * finds the new object.
   */
  public ClassPlan argumentReplaced(
      String inMethod, String inDescriptor, int argument, Class<?> advice) {
    entries.add(
        new Entry(
            exactly(inMethod, inDescriptor),
            null,
            argument,
            new Always(advice, Collections.emptyMap()),
            null));
    return this;
  }

  /** Weaves around each call of one method in another. Some versions do not make the call. */
  public ClassPlan optionalCall(
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
        null);
  }

  /** As {@link #optionalCall(String, String, String, String, String, Class)}, with constants. */
  public ClassPlan optionalCall(
      String inMethod,
      String inDescriptor,
      String owner,
      String name,
      String descriptor,
      Class<?> advice,
      Map<String, Object> constants) {
    return add(
        exactly(inMethod, inDescriptor),
        new AroundCall.Target(owner, name, descriptor),
        advice,
        constants,
        null);
  }

  private ClassPlan add(
      MethodMatcher method,
      AroundCall.@Nullable Target call,
      Class<?> advice,
      @Nullable String required) {
    return add(method, call, advice, Collections.emptyMap(), required);
  }

  private ClassPlan add(
      MethodMatcher method,
      AroundCall.@Nullable Target call,
      Class<?> advice,
      Map<String, Object> constants,
      @Nullable String required) {
    entries.add(new Entry(method, call, new Always(advice, constants), required));
    return this;
  }

  private static MethodMatcher named(String name) {
    return new MethodMatcher() {
      @Override
      public boolean matches(int access, String otherName, String descriptor) {
        return name.equals(otherName);
      }
    };
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
