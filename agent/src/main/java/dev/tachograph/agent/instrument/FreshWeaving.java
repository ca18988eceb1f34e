package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.method.MethodInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.ClassWeaver;
import dev.tachograph.agent.weave.WeaveException;
import dev.tachograph.agent.weave.cache.WovenClass;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weaves one class of which no earlier start has kept what becomes of it. In a class of its own: to
 * link it takes the weaver, which most starts do without.
 */
final class FreshWeaving {
  private final String className;
  private final String circumstances;
  private final byte[] classFile;

  FreshWeaving(String className, String circumstances, byte[] classFile) {
    this.className = className;
    this.circumstances = circumstances;
    this.classFile = classFile;
  }

  /**
   * @param before whether the class was loaded before the transformer was there, so that it cannot
   *     be given fields
   * @param shownAgain whether it is loaded already, and somebody retransforms or redefines it
   * @param classesBefore all classes that cannot be given fields
   */
  WovenClass weave(
      boolean before,
      boolean shownAgain,
      Set<String> classesBefore,
      @Nullable LibraryInstrumentation library,
      @Nullable MethodInstrumentation methods) {
    ClassPlan plan =
        new ClassPlan(ClassWeaver.superName(classFile), before, shownAgain, classesBefore);
    if (library != null) {
      library.plan(className, plan);
    }
    MethodInstrumentation.Matches matches = methods == null ? null : methods.plan(className, plan);
    try {
      ClassWeaver.Result result = ClassWeaver.weave(classFile, plan);
      byte[] woven = result.classFile();
      if (woven != null && matches != null) {
        matches.woven(result.wovenMethods());
      }
      return new WovenClass(
          className, circumstances, classFile, woven, "", new ArrayList<>(result.leftOut()));
    } catch (WeaveException e) {
      return new WovenClass(
          className,
          circumstances,
          classFile,
          null,
          String.valueOf(e.getMessage()),
          Collections.<String>emptyList());
    }
  }
}
