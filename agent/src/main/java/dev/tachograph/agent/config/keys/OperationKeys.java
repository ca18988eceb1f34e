package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.Rules;
import dev.tachograph.agent.config.rule.CallTemplate;
import dev.tachograph.agent.config.rule.MethodRule;
import dev.tachograph.agent.config.rule.MethodRuleReader;
import dev.tachograph.agent.config.rule.OperationRuleReader;
import dev.tachograph.agent.config.rule.PackagePattern;
import dev.tachograph.agent.config.rule.PackagePatternReader;
import dev.tachograph.agent.config.value.Texts;
import dev.tachograph.agent.config.value.Words;

@Help("Operations")
public final class OperationKeys extends KeyGroup {
  public static final KeyGroup GROUP = new OperationKeys();

  @Help("methods whose calls are operation `<n>`, a number; patterns as in `workers.methods`")
  public static final Key<String> METHODS =
      GROUP.optional("operations.<n>.methods", Texts.any(MethodRuleReader.PATTERNS));

  @Help(
      "the name of operation `<n>`, with which its families begin: `plan` gives"
          + " `plan_latency_seconds`; `{class}` and `{method}` are written like `send_mail`")
  public static final Key<String> NAME =
      GROUP.key(
          "operations.<n>.name", Texts.any("text that may hold {class} and {method}"), "{method}");

  @Help(
      "a label of operation `<n>`, such as `{arg0.type}`; see docs/operations.md for what it may hold")
  public static final Key<String> LABEL =
      GROUP.optional("operations.<n>.labels.<label>", Texts.any(CallTemplate.ALLOWED));

  @Help(
      "the exceptions that make a call a failure, with their subclasses; a call that ends with any"
          + " other is a success")
  public static final Key<String> EXCEPTIONS =
      GROUP.optional(
          "operations.<n>.exceptions",
          Texts.any("full names of classes, separated by commas"),
          "all exceptions");

  /** Whether all operations share their families. */
  @Help(
      "how operations are told apart; `name` = each has families of its own, `label` = all have"
          + " `operation_*` with the label `operation`")
  public static final Key<Boolean> IN_ONE_FAMILY =
      GROUP.key("operations.naming", Words.of("name", false).or("label", true), "name");

  /** The operations that are there from the start. */
  @Help(
      "operations to expose from the start, with the value 0; `aiecs` = `intent`, `plan` and"
          + " `execute`, whose latencies are histograms unless `timers.*` says otherwise")
  public static final Key<OperationPreset> PRESET =
      GROUP.key(
          "operations.preset",
          Words.of("none", OperationPreset.NONE).or("aiecs", OperationPreset.AIECS),
          "none");

  @Help(
      "packages in which annotations make methods operations, such as `com.acme.**`: Micrometer's"
          + " `@Timed` and `@Counted`, OpenTelemetry's `@WithSpan`, `@Timed`, `@Counted`, `@Metered`"
          + " and `@ExceptionMetered` of Dropwizard Metrics and MicroProfile")
  public static final Key<String> ANNOTATED_PACKAGES =
      GROUP.optional(
          "annotations.packages",
          Texts.any("packages like com.acme.** or com.acme.jobs.*, separated by commas"));

  /** Whether annotated parameters of spans are labels. */
  @Help("whether the parameters with `@SpanAttribute` of a method with `@WithSpan` are labels")
  public static final Key<Boolean> SPAN_ATTRIBUTES =
      GROUP.key("annotations.span-attributes", Words.trueOrFalse(), "false");

  /** The packages whose annotations count. */
  public static final Rules<PackagePattern> ANNOTATED = new Rules<>();

  /** The rules, ascending by number. */
  public static final Rules<MethodRule> RULES = new Rules<>();

  private OperationKeys() {}

  @Override
  protected void read(ConfigReader reader) {
    reader.read(IN_ONE_FAMILY);
    reader.read(PRESET);
    reader.read(SPAN_ATTRIBUTES);
    reader.rules(ANNOTATED, new PackagePatternReader(reader).read(ANNOTATED_PACKAGES));
    boolean inOneFamily = Boolean.TRUE.equals(reader.valueSet(IN_ONE_FAMILY));
    Assignment preset = reader.assignment(PRESET.name());
    if (inOneFamily && preset != null && reader.valueSet(PRESET) == OperationPreset.AIECS) {
      reader.withdraw(
          PRESET, preset, "with operations.naming=label, no operation has names of its own");
    }
    reader.rules(RULES, new OperationRuleReader(reader, inOneFamily).read());
  }
}
