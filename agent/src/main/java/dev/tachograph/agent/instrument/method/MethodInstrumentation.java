package dev.tachograph.agent.instrument.method;

import dev.tachograph.agent.config.rule.MethodRule;
import dev.tachograph.agent.config.rule.OperationSubject;
import dev.tachograph.agent.config.rule.TaskSubject;
import dev.tachograph.agent.instrument.annotation.AnnotatedClasses;
import dev.tachograph.agent.instrument.annotation.AnnotatedMethods;
import dev.tachograph.agent.instrument.annotation.AnnotatedOperation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.method.MethodProbe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the methods that rules name and annotations mark. The first rule for tasks that names a
 * method applies, and so does the first rule for operations.
 *
 * <p>The name of a class alone decides whether a rule can name its methods, unless the rule names
 * subtypes. Other classes are not read.
 */
public final class MethodInstrumentation {
  /** The name of rules for tasks in the configuration, and of the classes that they weave. */
  public static final String TASKS = "workers";

  /** The name of rules for operations in the configuration, and of the classes that they weave. */
  public static final String OPERATIONS = "operations";

  private static final int ACC_STATIC = 0x0008;
  private static final int ACC_BRIDGE = 0x0040;
  private static final int ACC_SYNTHETIC = 0x1000;

  private final List<List<MethodRule>> ruleLists;
  private final boolean namesSubtypes;

  /** The methods woven for each rule; a set, because a class may be woven again. */
  private final Map<String, Set<String>> matches = new LinkedHashMap<>();

  private final @Nullable AnnotatedClasses annotated;
  private final MeasuredMethods measured;

  /**
   * @param ruleLists lists of rules; of each list, the first rule that names a method applies
   * @param annotated the classes whose annotations count; null for none
   * @param measured registers what methods are measured as
   */
  public MethodInstrumentation(
      List<List<MethodRule>> ruleLists,
      @Nullable AnnotatedClasses annotated,
      MeasuredMethods measured) {
    this.ruleLists = ruleLists;
    this.annotated = annotated;
    this.measured = measured;
    boolean subtypes = false;
    for (int i = 0; i < ruleLists.size(); i++) {
      List<MethodRule> rules = ruleLists.get(i);
      for (int j = 0; j < rules.size(); j++) {
        matches.put(rules.get(j).name(), ConcurrentHashMap.newKeySet());
        subtypes |= rules.get(j).withSubtypes();
      }
    }
    this.namesSubtypes = subtypes;
  }

  /** The number of methods woven for each rule, by its text. */
  public Map<String, Long> matchCounts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, Set<String>> match : matches.entrySet()) {
      counts.put(match.getKey(), (long) match.getValue().size());
    }
    if (annotated != null) {
      annotated.addCounts(counts);
    }
    return counts;
  }

  /**
   * The rules that can name methods of a class, and its annotations; null if there are none.
   *
   * @param classFile null if it is not known yet
   */
  public @Nullable RuledClass ruled(ClassLineage lineage, byte @Nullable [] classFile) {
    List<List<MethodRule>> matching = null;
    for (int i = 0; i < ruleLists.size(); i++) {
      List<MethodRule> rules = ruleLists.get(i);
      List<MethodRule> ofList = null;
      for (int j = 0; j < rules.size(); j++) {
        if (matches(rules.get(j), lineage)) {
          ofList = ofList == null ? new ArrayList<>() : ofList;
          ofList.add(rules.get(j));
        }
      }
      if (ofList != null) {
        matching = matching == null ? new ArrayList<>() : matching;
        matching.add(ofList);
      }
    }
    boolean mayBeAnnotated = annotated != null && annotated.mayHold(lineage.className(), classFile);
    if (matching == null && !mayBeAnnotated) {
      return null;
    }
    return new RuledClass(
        lineage.className(),
        matching == null ? Collections.<List<MethodRule>>emptyList() : matching,
        mayBeAnnotated ? annotated : null);
  }

  private boolean matches(MethodRule rule, ClassLineage lineage) {
    if (rule.matchesClass(lineage.className())) {
      return true;
    }
    if (namesSubtypes && rule.withSubtypes()) {
      for (String supertype : lineage.supertypes()) {
        if (rule.matchesClass(supertype)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A class whose methods rules can name, or that has annotations. */
  public final class RuledClass {
    private final String className;
    private final List<List<MethodRule>> ruleLists;
    private final @Nullable AnnotatedClasses annotations;

    /** The methods that are woven for annotations. */
    private final Set<String> annotatedMethods = ConcurrentHashMap.newKeySet();

    /** The rules of each method, by the method's name and descriptor. */
    private final Map<String, Set<String>> rulesOfMethods = new HashMap<>();

    private final Set<String> staticMethods = new HashSet<>();

    RuledClass(
        String className,
        List<List<MethodRule>> ruleLists,
        @Nullable AnnotatedClasses annotations) {
      this.className = className;
      this.ruleLists = ruleLists;
      this.annotations = annotations;
    }

    /** The name of the rules in the configuration: of those for tasks, if there are any. */
    public String name() {
      return !ruleLists.isEmpty() && ruleLists.get(0).get(0).subject() instanceof TaskSubject
          ? TASKS
          : OPERATIONS;
    }

    /** Plans advice for the methods that rules name, and for those with annotations. */
    public void plan(ClassPlan plan, byte[] classFile) {
      MethodProbes.prepare();
      for (int i = 0; i < ruleLists.size(); i++) {
        List<MethodRule> rules = ruleLists.get(i);
        for (int j = 0; j < rules.size(); j++) {
          plan(rules, rules.get(j), plan);
        }
      }
      if (annotations != null) {
        AnnotatedMethods methods = annotations.read(classFile);
        for (int i = 0; i < methods.most(); i++) {
          plan(methods, i, plan);
        }
      }
    }

    /** Plans the advice for one operation of each method that has so many. */
    private void plan(AnnotatedMethods methods, int index, ClassPlan plan) {
      plan.methods(
          new ClassPlan.MethodMatcher() {
            @Override
            public boolean matches(int access, String name, String descriptor) {
              List<AnnotatedOperation> operations = methods.of(name, descriptor);
              if ((access & (ACC_SYNTHETIC | ACC_BRIDGE)) != 0
                  || index >= operations.size()
                  || isRuled(operations.get(index), name, descriptor)) {
                return false;
              }
              annotatedMethods.add(name + descriptor);
              if ((access & ACC_STATIC) != 0) {
                staticMethods.add(name + descriptor);
              }
              return true;
            }
          },
          new ClassPlan.AdviceChoice() {
            @Override
            public ClassPlan.ChosenAdvice choose(String name, String descriptor) {
              return adviceFor(
                  measured.of(methods.of(name, descriptor).get(index), method(name, descriptor)),
                  descriptor);
            }
          });
    }

    /** Whether a rule measures the method as the same operation. */
    private boolean isRuled(AnnotatedOperation annotated, String name, String descriptor) {
      MethodName method = method(name, descriptor);
      String operation = MeasuredMethods.operationName(annotated.subject(), method);
      for (int i = 0; i < ruleLists.size(); i++) {
        MethodRule rule = first(ruleLists.get(i), name, descriptor);
        if (rule != null
            && rule.subject() instanceof OperationSubject
            && MeasuredMethods.operationName((OperationSubject) rule.subject(), method)
                .equals(operation)) {
          return true;
        }
      }
      return false;
    }

    private MethodName method(String name, String descriptor) {
      return new MethodName(className, name, descriptor, staticMethods.contains(name + descriptor));
    }

    private void plan(List<MethodRule> rules, MethodRule rule, ClassPlan plan) {
      plan.methods(
          new ClassPlan.MethodMatcher() {
            @Override
            public boolean matches(int access, String name, String descriptor) {
              boolean written = (access & (ACC_SYNTHETIC | ACC_BRIDGE)) == 0;
              if (!written || first(rules, name, descriptor) != rule) {
                return false;
              }
              found(access, name + descriptor, rule);
              return true;
            }
          },
          new ClassPlan.AdviceChoice() {
            @Override
            public ClassPlan.ChosenAdvice choose(String name, String descriptor) {
              return adviceFor(measured.of(rule, method(name, descriptor)), descriptor);
            }
          });
    }

    private void found(int access, String method, MethodRule rule) {
      Set<String> rules = rulesOfMethods.get(method);
      if (rules == null) {
        rules = new HashSet<>();
        rulesOfMethods.put(method, rules);
      }
      rules.add(rule.name());
      if ((access & ACC_STATIC) != 0) {
        staticMethods.add(method);
      }
    }

    /** The class has been woven: the woven methods count as matched. */
    public void woven(Set<String> wovenMethods) {
      for (String method : annotatedMethods) {
        if (annotations != null && wovenMethods.contains(method)) {
          annotations.woven(className, method);
        }
      }
      for (Map.Entry<String, Set<String>> method : rulesOfMethods.entrySet()) {
        if (wovenMethods.contains(method.getKey())) {
          for (String rule : method.getValue()) {
            Set<String> methods = matches.get(rule);
            if (methods != null) {
              methods.add(className + '.' + method.getKey());
            }
          }
        }
      }
    }
  }

  /** The first rule that names the method, or null. */
  private static @Nullable MethodRule first(
      List<MethodRule> rules, String name, String descriptor) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).matchesMethod(name, descriptor)) {
        return rules.get(i);
      }
    }
    return null;
  }

  private static ClassPlan.ChosenAdvice adviceFor(
      MeasuredMethods.Registered registered, String descriptor) {
    // Only a class or an interface can stand for work that ends later. So a primitive value need
    // not be boxed to find out.
    boolean returns = descriptor.contains(")L") && !descriptor.endsWith(")Ljava/lang/String;");
    Map<String, Object> constants =
        Collections.<String, Object>singletonMap("method", registered.number());
    Class<?> async = AsyncAdvice.of(descriptor, registered.isFixed());
    if (async != null) {
      return new ClassPlan.ChosenAdvice(async, constants);
    }
    if (registered.isFixed()) {
      return new ClassPlan.ChosenAdvice(returns ? Result.class : Value.class, constants);
    }
    boolean result = returns || (registered.needsResult() && !descriptor.endsWith(")V"));
    return new ClassPlan.ChosenAdvice(result ? ResultOfCall.class : ValueOfCall.class, constants);
  }

  /** A method with a fixed series that may return what ends later. */
  static final class Result {
    private Result() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Woven.Constant("method") int method) {
      return MethodProbe.started(method);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Constant("method") int method,
        @Advice.Enter long start,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      MethodProbe.ended(method, start, returned, thrown);
    }
  }

  /** A method with a fixed series that returns nothing or a plain value. */
  static final class Value {
    private Value() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Woven.Constant("method") int method) {
      return MethodProbe.started(method);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Constant("method") int method,
        @Advice.Enter long start,
        @Advice.Thrown @Nullable Throwable thrown) {
      MethodProbe.ended(method, start, thrown);
    }
  }

  /** Like {@link Result}, with a series that depends on the call. */
  static final class ResultOfCall {
    private ResultOfCall() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Constant("method") int method,
        @Advice.This(optional = true) @Nullable Object self,
        @Advice.AllArguments Object[] arguments) {
      return MethodProbe.callStarted(method, self, arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      MethodProbe.callEnded(started, returned, thrown);
    }
  }

  /** Like {@link Value}, with a series that depends on the call. */
  static final class ValueOfCall {
    private ValueOfCall() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static @Nullable Object enter(
        @Woven.Constant("method") int method,
        @Advice.This(optional = true) @Nullable Object self,
        @Advice.AllArguments Object[] arguments) {
      return MethodProbe.callStarted(method, self, arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      MethodProbe.callEnded(started, null, thrown);
    }
  }
}
