package dev.tachograph.agent.instrument.method;

import java.util.Set;

/** A class and what it extends and implements. */
public interface ClassLineage {
  /** The internal name of the class. */
  String className();

  /**
   * The internal names of all its superclasses and interfaces. They are looked for when this is
   * first called. Those that cannot be found are missing, and so is what they extend.
   */
  Set<String> supertypes();
}
