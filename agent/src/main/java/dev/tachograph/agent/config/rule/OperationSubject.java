package dev.tachograph.agent.config.rule;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each call is an operation. */
public final class OperationSubject extends RuleSubject {
  private final @Nullable CallTemplate name;
  private final Map<String, CallTemplate> labels;
  private final @Nullable Set<String> exceptions;

  /**
   * @param name of literals, class and method alone; null for the name of each method
   * @param labels by the label's name, in the order of the families
   * @param exceptions names of the classes that are failures; null for all
   */
  public OperationSubject(
      @Nullable CallTemplate name,
      Map<String, CallTemplate> labels,
      @Nullable Set<String> exceptions) {
    this.name = name;
    this.labels = labels;
    this.exceptions = exceptions;
  }

  /** The operation's name; null for the name of each method. */
  public @Nullable CallTemplate name() {
    return name;
  }

  public Map<String, CallTemplate> labels() {
    return labels;
  }

  /** The names of the classes that are failures; null for all. */
  public @Nullable Set<String> exceptions() {
    return exceptions;
  }

  @Override
  void requireParameters(int parameters) {
    for (Map.Entry<String, CallTemplate> label : labels.entrySet()) {
      requireParameters("the label " + label.getKey(), label.getValue(), parameters);
    }
  }

  @Override
  public String toString() {
    return name == null ? "{method}" : name.text();
  }
}
