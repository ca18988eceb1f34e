package dev.tachograph.agent.config.rule;

import static dev.tachograph.agent.config.Configs.errors;
import static dev.tachograph.agent.config.Configs.fromArguments;
import static dev.tachograph.agent.config.Configs.warnings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.Configs;
import dev.tachograph.agent.config.keys.OperationKeys;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationRuleReaderTest {
  private static List<OperationSubject> subjects(AgentConfig config) {
    return config.rules(OperationKeys.RULES).stream()
        .map(rule -> (OperationSubject) rule.subject())
        .toList();
  }

  @Test
  void aRuleHasNameLabelsAndExceptions() {
    AgentConfig config =
        fromArguments(
            "operations.2.methods=a.B#c,operations.2.name=plan-{method},"
                + "operations.2.labels.task_type={arg0.type},"
                + "operations.2.labels.size={arg0.size|small<1024,large},"
                + "operations.2.exceptions=java.io.IOException, a.B$Gone,"
                + "operations.1.methods=a.B#d");
    assertThat(config.problems()).isEmpty();
    assertThat(config.rules(OperationKeys.RULES))
        .extracting(MethodRule::toString)
        .containsExactly("a.B#d as {method}", "a.B#c as plan-{method}");
    OperationSubject plan = subjects(config).get(1);
    assertThat(plan.labels().keySet()).containsExactly("task_type", "size");
    assertThat(plan.labels().get("size")).hasToString("{arg0.size|small<1024,large}");
    assertThat(plan.exceptions()).containsExactly("java.io.IOException", "a.B$Gone");
    assertThat(subjects(config).get(0).exceptions()).isNull();
  }

  @Test
  void labelsCanComeFromTheEnvironment() {
    AgentConfig config =
        Configs.fromEnvironment(
            "TACHOGRAPH_OPERATIONS_1_METHODS",
            "a.B#c",
            "TACHOGRAPH_OPERATIONS_1_LABELS_TASK_TYPE",
            "mail");
    assertThat(subjects(config))
        .singleElement()
        .satisfies(plan -> assertThat(plan.labels()).containsKey("task_type"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "operations.1.name={arg0}; {arg0} would make a family for each value",
        "operations.1.name={; is not closed",
        "operations.1.labels.a={arg; is not closed",
        "operations.1.labels.a={gone}; {gone} is not known",
        "operations.1.labels.error_type=x; a meaning of its own",
        "operations.1.labels.quantile=x; a meaning of its own",
        "operations.1.labels.__name=x; a meaning of its own",
        "operations.1.labels.a={arg0|x<1}; is the last",
        "operations.1.exceptions=not a class; is no class name",
      })
  void whatCannotBeUsed_isLeftOut_andTheRuleStays(String bad, String reason) {
    AgentConfig config = fromArguments("operations.1.methods=a.B#c," + bad);
    assertThat(errors(config)).singleElement().asString().contains(reason, "operations.1.");
    assertThat(config.rules(OperationKeys.RULES)).hasSize(1);
    assertThat(subjects(config).get(0).labels()).isEmpty();
    assertThat(subjects(config).get(0).name()).isNull();
    assertThat(subjects(config).get(0).exceptions()).isNull();
  }

  @Test
  void aLabelThatAsksForMissingArguments_isSaidAtStart() {
    AgentConfig config =
        fromArguments("operations.1.methods=a.B#c(int),operations.1.labels.a={arg1}");
    assertThat(config.rules(OperationKeys.RULES)).isEmpty();
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("the label a {arg1} asks for argument 1", "the method has 1");
  }

  @Test
  void anOperationHasFourLabels_overAllItsRules() {
    AgentConfig config =
        fromArguments(
            "operations.1.methods=a.B#c,operations.1.name=plan,operations.1.labels.a=x,"
                + "operations.1.labels.b=x,operations.2.methods=a.B#d,operations.2.name=plan,"
                + "operations.2.labels.c=x,operations.2.labels.d=x,operations.2.labels.e=x,"
                + "operations.2.labels.a=x,operations.3.methods=a.B#e,operations.3.name=other,"
                + "operations.3.labels.f=x");
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("operations.2.labels.e", "at most 4 labels", "a, b, c, d");
    assertThat(subjects(config).get(2).labels()).containsKey("f");
  }

  @Test
  void inOneFamily_allOperationsHaveThreeLabels() {
    AgentConfig config =
        fromArguments(
            "operations.naming=label,operations.1.methods=a.B#c,operations.1.labels.a=x,"
                + "operations.1.labels.b=x,operations.2.methods=a.B#d,operations.2.labels.c=x,"
                + "operations.2.labels.d=x");
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("operations.2.labels.d", "all operations together have at most 3 labels");
  }

  @ParameterizedTest
  @CsvSource({"name=plan", "labels.a=x", "exceptions=java.io.IOException"})
  void withoutMethods_aRuleIsReported(String key) {
    assertThat(warnings(fromArguments("operations.1." + key)))
        .singleElement()
        .asString()
        .contains("operations.1." + key, "operations.1.methods is not set");
  }

  @Property(tries = 2000)
  void anyRuleIsRead_orReported(
      @ForAll @Chars({'a', 'B', '.', '#', '*', '+', '(', ')', '$', ' '}) @StringLength(max = 12)
          String methods,
      @ForAll
          @Chars({'{', '}', 'a', 'r', 'g', '0', '.', '|', '<', '5', 'm'})
          @StringLength(max = 12)
          String template) {
    AgentConfig config =
        Configs.fromEnvironment(
            "TACHOGRAPH_OPERATIONS_1_METHODS",
            methods,
            "TACHOGRAPH_OPERATIONS_1_NAME",
            template,
            "TACHOGRAPH_OPERATIONS_1_LABELS_A",
            template,
            "TACHOGRAPH_OPERATIONS_1_EXCEPTIONS",
            methods);
    for (MethodRule rule : config.rules(OperationKeys.RULES)) {
      assertThat(rule.matchesClass("a/B")).isIn(true, false);
    }
    assertThat(config.problems()).allMatch(problem -> problem.message().contains("operations.1."));
  }
}
