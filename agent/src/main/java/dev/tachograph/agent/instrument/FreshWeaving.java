package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.method.MethodInstrumentation.RuledClass;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.ClassWeaver;
import dev.tachograph.agent.weave.WeaveException;
import dev.tachograph.agent.weave.cache.WovenClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Weaves classes that no earlier start has kept. Linking this class loads the weaver, which most
 * starts do not need.
 */
final class FreshWeaving {
  private final Set<String> loadedBefore;
  private final Ends ends;

  /**
   * @param loadedBefore classes that cannot get fields; more may be added later
   */
  FreshWeaving(Set<String> loadedBefore) {
    this.loadedBefore = loadedBefore;
    this.ends = new Ends(loadedBefore);
  }

  /**
   * Weaves one class.
   *
   * @param before whether the class cannot get fields
   * @param circumstances the circumstances to keep with the result
   * @throws IOException if the classes with the ends cannot be read
   */
  WovenClass weave(
      ShownClass shown,
      boolean before,
      String circumstances,
      @Nullable LibraryInstrumentation library,
      @Nullable RuledClass ruled)
      throws IOException {
    ClassPlan plan = ClassPlan.of(shown.classFile, before, shown.again, loadedBefore);
    if (library != null) {
      library.plan(shown.name, plan);
    }
    if (ruled != null) {
      ruled.plan(plan, shown.classFile);
    }
    try {
      ClassWeaver.Result result = ClassWeaver.weave(shown.classFile, plan);
      byte[] woven = result.classFile();
      if (woven != null && library != null) {
        ends.require(library, shown);
      }
      if (woven != null && ruled != null) {
        ruled.woven(result.wovenMethods());
      }
      return new WovenClass(
          shown.name, circumstances, shown.classFile, woven, "", new ArrayList<>(result.leftOut()));
    } catch (WeaveException e) {
      return new WovenClass(
          shown.name,
          circumstances,
          shown.classFile,
          null,
          String.valueOf(e.getMessage()),
          Collections.<String>emptyList());
    }
  }
}
