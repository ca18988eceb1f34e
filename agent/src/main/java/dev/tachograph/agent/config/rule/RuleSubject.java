package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.ConfigProblem;

/** What the methods of a rule are measured as. Immutable. */
public abstract class RuleSubject {
  /**
   * Requires that a method with this number of parameters has what the templates ask for.
   *
   * @throws IllegalArgumentException if it has not; the message says what
   */
  abstract void requireParameters(int parameters);

  static void requireParameters(String what, CallTemplate template, int parameters) {
    if (template.highestArgument() >= parameters) {
      throw new IllegalArgumentException(
          what
              + " "
              + ConfigProblem.shown(template.text())
              + " asks for argument "
              + template.highestArgument()
              + ", counted from 0, and the method has "
              + parameters);
    }
  }
}
