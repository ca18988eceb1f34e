package dev.tachograph.it.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What came of one class of a library: woven as the agent weaves it, and looked at. */
final class WovenClass {
  /** How a class comes to be woven. */
  enum When {
    AT_FIRST_LOAD,
    LOADED_BEFORE
  }

  final String name;
  final When when;
  final byte[] original;

  /** The woven class file, or null if there was no place for advice or it does not fit. */
  final byte @Nullable [] classFile;

  /** The methods that were woven, or in which calls were. */
  final Set<String> methods;

  /** Why it is left alone; null if it is not. */
  final @Nullable String leftAlone;

  /** What the JVM would throw LinkageErrors for, or a method that is too long. */
  final List<String> problems = new ArrayList<>();

  private WovenClass(
      String name,
      When when,
      byte[] original,
      byte @Nullable [] classFile,
      Set<String> methods,
      @Nullable String leftAlone) {
    this.name = name;
    this.when = when;
    this.original = original;
    this.classFile = classFile;
    this.methods = methods;
    this.leftAlone = leftAlone;
  }

  /**
   * Weaves a class.
   *
   * @param loaded the library's classes that were loaded before
   * @param others where the library's other classes are found
   */
  static WovenClass weave(
      PackagedAgent.Instrumentation library,
      String name,
      byte[] original,
      Set<String> loaded,
      ClassSource others) {
    When when = loaded.contains(name) ? When.LOADED_BEFORE : When.AT_FIRST_LOAD;
    try {
      PackagedAgent.Outcome outcome = library.weave(name, original, loaded, others);
      WovenClass woven =
          new WovenClass(name, when, original, outcome.classFile(), outcome.methods(), null);
      for (String method : outcome.leftOut()) {
        woven.problems.add(method + " would be too long for the JVM to compile");
      }
      return woven;
    } catch (RuntimeException e) {
      return new WovenClass(
          name, when, original, null, new TreeSet<>(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * Resolves what the woven class refers to and the original does not.
   *
   * @param resolution of all classes as they are with the agent
   */
  void resolve(Resolution resolution) {
    if (classFile == null) {
      return;
    }
    ClassFacts before = ClassFacts.of(original);
    ClassFacts after = ClassFacts.of(classFile);
    if (when == When.LOADED_BEFORE
        && !(before.fields.equals(after.fields) && before.methods.equals(after.methods))) {
      problems.add("has other members than the class that was loaded before");
    }
    Set<Reference> added = after.references();
    added.removeAll(before.references());
    for (Reference reference : new TreeSet<>(added)) {
      String problem = resolution.problem(after, reference);
      if (problem != null) {
        problems.add(problem);
      }
    }
  }

  boolean isWoven() {
    return classFile != null;
  }
}
