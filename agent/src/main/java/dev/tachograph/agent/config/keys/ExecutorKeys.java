package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Lists;
import dev.tachograph.agent.config.value.Numbers;
import dev.tachograph.agent.config.value.Texts;
import dev.tachograph.agent.config.value.Words;
import java.util.List;

@Help("Executors")
public final class ExecutorKeys extends KeyGroup {
  public static final KeyGroup GROUP = new ExecutorKeys();

  @Help("executors of the application's own making to measure, by class")
  public static final Key<List<String>> INCLUDE =
      GROUP.optional(
          "executors.include",
          Lists.ofClasses("names of classes like com.acme.Lanes, separated by commas"));

  @Help("executors to leave alone, such as `http-nio-*,com.acme.Lanes`")
  public static final Key<List<String>> EXCLUDE =
      GROUP.optional(
          "executors.exclude",
          Lists.of(
              "names or types of executors, separated by commas; * stands for any characters"));

  @Help(
      "what the executors are called that a class creates, such as `executors.name.com.acme.Orders`; not"
          + " by a variable")
  public static final Key<String> NAME =
      GROUP.optional("executors.name.<class>", Texts.any("text"));

  /** Whether executors without a configured name have the empty string as their name. */
  @Help(
      "`reference`: executors without a configured name are called by the empty string, as in"
          + " Python's executor-exporter")
  public static final Key<Boolean> NAMED_BY_REFERENCE =
      GROUP.key("executors.naming", Words.of("telling", false).or("reference", true), "telling");

  @Help("how many names of executors there may be; the rest is called `other`")
  public static final Key<Integer> NAME_LIMIT =
      GROUP.key("executors.name-limit", Numbers.between(1, 10_000), "200");

  /** Whether running tasks are also exposed under the reference's name. */
  @Help(
      "`reference`: running tasks are also exposed as `java_executor_running_tasks_total`, a gauge"
          + " for all that, as Python's executor-exporter has it")
  public static final Key<Boolean> GAUGES_OF_REFERENCE =
      GROUP.key("compat.names", Words.of("own", false).or("reference", true), "own");

  private ExecutorKeys() {}
}
