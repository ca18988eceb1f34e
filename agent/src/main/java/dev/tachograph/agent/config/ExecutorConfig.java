package dev.tachograph.agent.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is configured about executors. Immutable. */
public final class ExecutorConfig {
  private final List<String> included;
  private final List<String> excluded;
  private final Map<String, String> namesByCreator;
  private final boolean namesByReference;
  private final int nameLimit;
  private final boolean gaugesOfReference;

  ExecutorConfig(
      List<String> included,
      List<String> excluded,
      Map<String, String> namesByCreator,
      boolean namesByReference,
      int nameLimit,
      boolean gaugesOfReference) {
    this.included = included;
    this.excluded = excluded;
    this.namesByCreator = namesByCreator;
    this.namesByReference = namesByReference;
    this.nameLimit = nameLimit;
    this.gaugesOfReference = gaugesOfReference;
  }

  /** Classes of the application's own that are executors, such as {@code com.acme.Lanes}. */
  public List<String> included() {
    return included;
  }

  /** Whether an executor of that name or type is left alone. */
  public boolean excludes(String nameOrType) {
    for (int i = 0; i < excluded.size(); i++) {
      if (Glob.matches(excluded.get(i), nameOrType)) {
        return true;
      }
    }
    return false;
  }

  /** The name of the executors that a class creates, or that a class nested in it does. */
  public @Nullable String configuredName(String creatingClass) {
    String name = namesByCreator.get(creatingClass);
    int nested = creatingClass.lastIndexOf('$');
    return name != null || nested < 0 ? name : configuredName(creatingClass.substring(0, nested));
  }

  /** Whether executors without a configured name are called by the empty string. */
  public boolean namesByReference() {
    return namesByReference;
  }

  /** How many names there may be, at least 1. */
  public int nameLimit() {
    return nameLimit;
  }

  /** Whether running tasks are also exposed by the name that they have in the reference. */
  public boolean gaugesOfReference() {
    return gaugesOfReference;
  }
}
