package dev.tachograph.agent.instrument;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.Rules;
import dev.tachograph.agent.config.keys.OperationKeys;
import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.agent.config.keys.WorkerKeys;
import dev.tachograph.agent.config.rule.MethodRule;
import dev.tachograph.agent.config.rule.PackagePattern;
import dev.tachograph.agent.instrument.annotation.AnnotatedClasses;
import dev.tachograph.agent.instrument.method.MeasuredMethods;
import dev.tachograph.agent.instrument.method.MethodInstrumentation;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.weave.cache.WovenClassCache;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Installs the instrumentations that the configuration enables. */
public final class Instrumenter {
  private final Weaving weaving;
  private final @Nullable MethodInstrumentation methods;
  private final WeavingTransformer transformer;

  /**
   * @param prepareProbes runs before the first class is woven, on the thread that loads that class;
   *     perhaps on two threads at once
   * @param cache the classes that earlier starts have woven, or null if none are kept
   */
  public Instrumenter(AgentConfig config, Runnable prepareProbes, @Nullable WovenClassCache cache) {
    this.weaving = new Weaving(prepareProbes, cache);
    List<List<MethodRule>> ruleLists = new ArrayList<>();
    addRules(config, MethodInstrumentation.TASKS, WorkerKeys.RULES, ruleLists);
    addRules(config, MethodInstrumentation.OPERATIONS, OperationKeys.RULES, ruleLists);
    AnnotatedClasses annotated = annotated(config);
    this.methods =
        ruleLists.isEmpty() && annotated == null
            ? null
            : new MethodInstrumentation(ruleLists, annotated, new MeasuredMethods());
    for (String name : WeavingKeys.INSTRUMENTATIONS) {
      boolean ruled =
          name.equals(MethodInstrumentation.TASKS) || name.equals(MethodInstrumentation.OPERATIONS);
      if (!ruled && config.get(WeavingKeys.INSTRUMENTATION_ENABLED, name)) {
        weaving.expect(name);
      }
    }
    this.transformer = new WeavingTransformer(config, methods, weaving);
  }

  private void addRules(
      AgentConfig config, String name, Rules<MethodRule> key, List<List<MethodRule>> ruleLists) {
    List<MethodRule> rules = config.rules(key);
    if (!rules.isEmpty() && config.get(WeavingKeys.INSTRUMENTATION_ENABLED, name)) {
      ruleLists.add(rules);
      weaving.expect(name);
    }
  }

  private @Nullable AnnotatedClasses annotated(AgentConfig config) {
    List<PackagePattern> packages = config.rules(OperationKeys.ANNOTATED);
    if (packages.isEmpty()
        || !config.get(WeavingKeys.INSTRUMENTATION_ENABLED, MethodInstrumentation.OPERATIONS)) {
      return null;
    }
    weaving.expect(MethodInstrumentation.OPERATIONS);
    return new AnnotatedClasses(packages, config.get(OperationKeys.SPAN_ATTRIBUTES));
  }

  /** Starts to weave classes when they are loaded. */
  public void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(transformer, true);
  }

  /** Weaves the classes that were loaded before {@link #install}. */
  public void weaveLoadedClasses(Instrumentation instrumentation) {
    List<Class<?>> matching = new ArrayList<>();
    List<Class<?>> loaders = new ArrayList<>();
    for (Class<?> loaded : transformer.matching(instrumentation.getAllLoadedClasses())) {
      if (instrumentation.isModifiableClass(loaded)) {
        weaving.isLoaded(loaded.getName().replace('.', '/'));
        (ClassLoader.class.isAssignableFrom(loaded) ? loaders : matching).add(loaded);
      }
    }
    // Weave loaders before the classes that they have loaded, which could not be linked otherwise.
    weave(instrumentation, loaders);
    weave(instrumentation, matching);
  }

  private static void weave(Instrumentation instrumentation, List<Class<?>> classes) {
    if (!classes.isEmpty() && !weaveAtOnce(instrumentation, classes)) {
      for (Class<?> loaded : classes) {
        weave(instrumentation, loaded);
      }
    }
  }

  /** Weaves all classes in one step, so that no event in between is seen by only some of them. */
  private static boolean weaveAtOnce(Instrumentation instrumentation, List<Class<?>> classes) {
    try {
      instrumentation.retransformClasses(classes.toArray(new Class<?>[0]));
      return true;
    } catch (Throwable t) {
      return false;
    }
  }

  private static void weave(Instrumentation instrumentation, Class<?> loaded) {
    try {
      instrumentation.retransformClasses(loaded);
    } catch (Throwable t) {
      AgentLog.warn(loaded.getName() + " was loaded before and cannot be woven now: " + t);
    }
  }

  /** The number of woven classes, by instrumentation. */
  public Map<String, Long> wovenClasses() {
    return weaving.wovenCounts();
  }

  /** The number of woven methods, by the text of the rule that names them. */
  public Map<String, Long> ruleMatches() {
    return methods == null ? Collections.<String, Long>emptyMap() : methods.matchCounts();
  }
}
