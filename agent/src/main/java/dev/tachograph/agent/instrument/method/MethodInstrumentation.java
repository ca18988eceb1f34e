package dev.tachograph.agent.instrument.method;

import dev.tachograph.agent.config.rule.MethodRule;
import dev.tachograph.agent.config.rule.TaskTypeTemplate;
import dev.tachograph.agent.config.rule.TaskTypeTemplate.PartKind;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.method.ArgumentTaskType;
import dev.tachograph.bootstrap.method.MethodProbe;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the methods that rules name. The first rule that names a method applies.
 *
 * <p>The name of a class alone decides whether a rule can name its methods. Other classes are not
 * read.
 */
public final class MethodInstrumentation {
  /** The name in the configuration and in {@code tachograph_instrumented_classes}. */
  public static final String NAME = "workers";

  private static final int ACC_BRIDGE = 0x0040;
  private static final int ACC_SYNTHETIC = 0x1000;

  private final List<MethodRule> rules;

  /** The methods woven for each rule; a set, because a class may be woven again. */
  private final Map<String, Set<String>> matches = new LinkedHashMap<>();

  public MethodInstrumentation(List<MethodRule> rules) {
    this.rules = rules;
    for (int i = 0; i < rules.size(); i++) {
      matches.put(rules.get(i).name(), ConcurrentHashMap.newKeySet());
    }
  }

  /** Whether some rule can name methods of this class. */
  public boolean matches(String className) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).matchesClass(className)) {
        return true;
      }
    }
    return false;
  }

  /** The number of methods woven for each rule, by its text. */
  public Map<String, Long> matchCounts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, Set<String>> match : matches.entrySet()) {
      counts.put(match.getKey(), (long) match.getValue().size());
    }
    return counts;
  }

  /** The methods of one class that rules name. */
  public final class Matches {
    private final String className;

    /** The rule of each method, by the method's name and descriptor. */
    private final Map<String, String> rules = new HashMap<>();

    Matches(String className) {
      this.className = className;
    }

    /** The class has been woven: the woven methods count as matched. */
    public void woven(Set<String> wovenMethods) {
      for (Map.Entry<String, String> match : rules.entrySet()) {
        Set<String> methods = matches.get(match.getValue());
        if (methods != null && wovenMethods.contains(match.getKey())) {
          methods.add(className + '.' + match.getKey());
        }
      }
    }
  }

  /** Plans advice for the methods of a class that rules name. */
  public Matches plan(String className, ClassPlan plan) {
    Matches found = new Matches(className);
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).matchesClass(className)) {
        planRule(i, className, plan, found);
      }
    }
    return found;
  }

  private void planRule(int index, String className, ClassPlan plan, Matches found) {
    plan.methods(
        new ClassPlan.MethodMatcher() {
          @Override
          public boolean matches(int access, String name, String descriptor) {
            boolean written = (access & (ACC_SYNTHETIC | ACC_BRIDGE)) == 0;
            if (!written || ruleFor(className, name, descriptor) != index) {
              return false;
            }
            found.rules.put(name + descriptor, rules.get(index).name());
            return true;
          }
        },
        new ClassPlan.AdviceChoice() {
          @Override
          public ClassPlan.ChosenAdvice choose(String name, String descriptor) {
            return adviceFor(rules.get(index).taskType(), className, name, descriptor);
          }
        });
  }

  /** The index of the first rule that names the method, or -1. */
  private int ruleFor(String className, String name, String descriptor) {
    for (int i = 0; i < rules.size(); i++) {
      MethodRule rule = rules.get(i);
      if (rule.matchesClass(className) && rule.matchesMethod(name, descriptor)) {
        return i;
      }
    }
    return -1;
  }

  private static ClassPlan.ChosenAdvice adviceFor(
      TaskTypeTemplate template, String className, String method, String descriptor) {
    // Only a class or an interface can be a stage. So a primitive value need not be boxed to find
    // out.
    boolean mayBeStage = descriptor.contains(")L") && !descriptor.endsWith(")Ljava/lang/String;");
    String fixed = fixedTaskType(template, className, method);
    if (fixed != null) {
      return new ClassPlan.ChosenAdvice(
          mayBeStage ? Stage.class : Value.class,
          Collections.<String, Object>singletonMap("taskType", MethodProbe.register(fixed)));
    }
    int registered =
        MethodProbe.register(
            className + '#' + method + ' ' + template.text(),
            argumentTaskType(template, className, method));
    return new ClassPlan.ChosenAdvice(
        mayBeStage ? ArgumentStage.class : ArgumentValue.class,
        Collections.<String, Object>singletonMap("taskType", registered));
  }

  /** The task type, if it is the same for every call of the method. */
  static @Nullable String fixedTaskType(
      TaskTypeTemplate template, String className, String method) {
    StringBuilder text = new StringBuilder();
    for (TaskTypeTemplate.Part part : template.parts()) {
      if (part.kind() == PartKind.ARGUMENT) {
        return null;
      }
      text.append(text(part, className, method));
    }
    return text.toString();
  }

  private static ArgumentTaskType argumentTaskType(
      TaskTypeTemplate template, String className, String method) {
    List<ArgumentTaskType.Part> parts = new ArrayList<>();
    for (TaskTypeTemplate.Part part : template.parts()) {
      parts.add(
          part.kind() == PartKind.ARGUMENT
              ? ArgumentTaskType.Part.argument(part.argument(), part.getter())
              : ArgumentTaskType.Part.text(text(part, className, method)));
    }
    return new ArgumentTaskType(parts.toArray(new ArgumentTaskType.Part[0]));
  }

  private static String text(TaskTypeTemplate.Part part, String className, String method) {
    switch (part.kind()) {
      case CLASS:
        return simpleName(className);
      case METHOD:
        return method;
      default:
        return part.text();
    }
  }

  /**
   * The name as in the source. A nested class has its own name, an anonymous one that of its outer
   * class.
   */
  static String simpleName(String className) {
    String name = className.substring(className.lastIndexOf('/') + 1);
    // A Scala or Kotlin object.
    String plain = name.endsWith("$") ? name.substring(0, name.length() - 1) : name;
    String nested = plain.substring(plain.lastIndexOf('$') + 1);
    return nested.isEmpty() || Character.isDigit(nested.charAt(0)) ? name : nested;
  }

  /** A method with a fixed task type that may return a stage, which ends it. */
  static final class Stage {
    private Stage() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Woven.Constant("taskType") int taskType) {
      return MethodProbe.started(taskType);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Constant("taskType") int taskType,
        @Advice.Enter long start,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      MethodProbe.ended(taskType, start, returned, thrown);
    }
  }

  /** A method with a fixed task type that returns nothing or a plain value. */
  static final class Value {
    private Value() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Woven.Constant("taskType") int taskType) {
      return MethodProbe.started(taskType);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Woven.Constant("taskType") int taskType,
        @Advice.Enter long start,
        @Advice.Thrown @Nullable Throwable thrown) {
      MethodProbe.ended(taskType, start, thrown);
    }
  }

  /** Like {@link Stage}, with a task type made from arguments. */
  static final class ArgumentStage {
    private ArgumentStage() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Woven.Constant("taskType") int taskType, @Advice.AllArguments Object[] arguments) {
      return MethodProbe.callStarted(taskType, arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started,
        @Advice.Return @Nullable Object returned,
        @Advice.Thrown @Nullable Throwable thrown) {
      MethodProbe.callEnded(started, returned, thrown);
    }
  }

  /** Like {@link Value}, with a task type made from arguments. */
  static final class ArgumentValue {
    private ArgumentValue() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Woven.Constant("taskType") int taskType, @Advice.AllArguments Object[] arguments) {
      return MethodProbe.callStarted(taskType, arguments);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter @Nullable Object started, @Advice.Thrown @Nullable Throwable thrown) {
      MethodProbe.callEnded(started, null, thrown);
    }
  }
}
