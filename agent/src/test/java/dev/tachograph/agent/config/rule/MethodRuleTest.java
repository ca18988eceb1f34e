package dev.tachograph.agent.config.rule;

import static dev.tachograph.agent.config.Configs.errors;
import static dev.tachograph.agent.config.Configs.fromArguments;
import static dev.tachograph.agent.config.Configs.warnings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.Configs;
import dev.tachograph.agent.config.keys.WorkerKeys;
import dev.tachograph.agent.config.value.Glob;
import java.util.Locale;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodRuleTest {
  private static MethodRule rule(String pattern) {
    return MethodRule.parse(pattern, new TaskSubject(CallTemplate.parse("{class}")));
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Mailer, com/acme/Mailer, true",
    "com.acme.Mailer, com/acme/Mailers, false",
    "com.acme.Mailer, com/acme/Mailer$Kind, false",
    "com.acme.Mailer$Kind, com/acme/Mailer$Kind, true",
    "Worker, Worker, true",
    "Worker, com/Worker, false",
    "com.acme.jobs.*, com/acme/jobs/Mail, true",
    "com.acme.jobs.*, com/acme/jobs/mail/Mail, false",
    "com.acme.jobs.*, com/acme/jobs/Mail$1, false",
    "com.acme.jobs.*$*, com/acme/jobs/Mail$1, true",
    "com.acme.jobs.*$*, com/acme/jobs/Mail$Kind$1, false",
    "com.acme.jobs.*, com/acme/Jobs, false",
    "com.acme.*.Mail, com/acme/jobs/Mail, true",
    "com.acme.*.Mail, com/acme/Mail, false",
    "com.acme.*Job, com/acme/MailJob, true",
    "com.acme.*Job, com/acme/Job, true",
    "com.acme.*Job, com/acme/JobMail, false",
    "com.acme.M*l*J*b, com/acme/MailJobLaJob, true",
    "com.acme.**, com/acme/Mail, true",
    "com.acme.**, com/acme/a/b/c/Mail, true",
    "com.acme.**, com/acmes/Mail, false",
    "com.acme.**, com/acme, false",
    "com.acme.**.Mail, com/acme/Mail, true",
    "com.acme.**.Mail, com/acme/a/b/Mail, true",
    "com.acme.**.Mail, com/acme/a/b/Mails, false",
    "com.**.jobs.**.*Job, com/acme/jobs/MailJob, true",
    "com.**.jobs.**.*Job, com/jobs/x/y/MailJob, true",
    "com.**.jobs.**.*Job, com/acme/x/y/MailJob, false",
    "com.**.**.Mail, com/Mail, true",
    "javafx.App, javafx/App, true",
    "sunny.App, sunny/App, true",
    "dev.acme.**, dev/acme/x/Mail, true",
    "dev.*, dev/Mail, true",
  })
  void matchesClass(String pattern, String internalName, boolean expected) {
    assertThat(rule(pattern + "#run").matchesClass(internalName)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "run, run, ()V, true",
    "run, runs, ()V, false",
    "*, run, ()V, true",
    "*, <init>, ()V, false",
    "*, <clinit>, ()V, false",
    "*, lambda$run$0, ()V, false",
    "on*, onMail, (I)V, true",
    "*Mail, onMail, (I)V, true",
    "on*, mailOn, (I)V, false",
    "send(), send, ()I, true",
    "send(), send, (I)I, false",
    "send( ), send, ()I, true",
    "send(java.lang.String), send, (Ljava/lang/String;)V, true",
    "send(java.lang.String), send, (Ljava/lang/String;I)V, false",
    "send(java.lang.String), send, ([Ljava/lang/String;)V, false",
    "send(java.util.Map$Entry[]), send, ([Ljava/util/Map$Entry;)V, true",
    "s*(int[][]), send, ([[I)J, true",
  })
  void matchesMethod(String pattern, String name, String descriptor, boolean expected) {
    assertThat(rule("com.acme.Mailer#" + pattern).matchesMethod(name, descriptor))
        .isEqualTo(expected);
  }

  @Test
  void everyPrimitiveParameter() {
    MethodRule rule = rule("a.B#c(boolean, byte, char, short, int, long, float, double)");
    assertThat(rule.matchesMethod("c", "(ZBCSIJFD)V")).isTrue();
    assertThat(rule.matchesMethod("c", "(ZBCSIJFI)V")).isFalse();
  }

  @Property(tries = 3000)
  void globMatchesLikeARegularExpression(
      @ForAll @Chars({'a', 'b', '$', '*'}) @StringLength(max = 8) String pattern,
      @ForAll @Chars({'a', 'b', '$'}) @StringLength(max = 10) String text) {
    String regex = pattern.replace("$", "\\$").replace("*", "[^$]*");
    assertThat(Glob.matches(pattern, text)).isEqualTo(Pattern.matches(regex, text));
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Mailer, com/acme/, com/acme/Mailer",
    "com.acme.jobs.*, com/acme/jobs/,",
    "com.acme.Mail*, com/acme/,",
    "com.acme.**.Mail, com/acme/,",
    "com.acme.**, com/acme/,",
    "com.*.jobs.Mail, com/,",
    "Worker, '', Worker",
  })
  void onlyThePackagesThatThePatternCanNameAreLookedAt(
      String pattern, String prefix, String exactName) {
    MethodRule rule = rule(pattern + "#run");
    assertThat(rule.packagePrefix()).isEqualTo(prefix);
    assertThat(rule.exactInternalClassName()).isEqualTo(exactName);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "com.acme.Mailer",
        "#run",
        "com.acme.Mailer#",
        "com..Mailer#run",
        ".com.Mailer#run",
        "com.Mailer.#run",
        "com.acme Mailer#run",
        "com/acme/Mailer#run",
        "com.a**b.C#run",
        "com.***.C#run",
        "com.acme.Mailer#run#run",
        "com.acme.Mailer#ru n",
        "a.B#c(",
        "a.B#c)",
        "a.B#c(int))",
        "a.B#c(int)x",
        "a.B#c(int,)",
        "a.B#c(,)",
        "a.B#c(String)",
        "a.B#c(List<java.lang.String>)",
        "a.B#c(int...)",
        "a.B#c(*)",
        "a.B#c(void)",
        "a.B#c(.x)",
        "a.B#c(x.)",
        "a.B#(int)",
        "a.B#<init>",
        "a.B#c([])",
        "com.acme.Mailer::run"
      })
  void invalidPattern(String pattern) {
    assertThatThrownBy(() -> rule(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("index");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.concurrent.FutureTask#run",
        "java.**#run",
        "javax.jms.MessageListener#onMessage",
        "jdk.internal.X#y",
        "sun.*.X#y",
        "dev.tachograph.agent.Agent#start",
        "dev.tachograph.*#run",
        "dev.**#run",
        "dev.**.Job#run",
        "dev.*.agent.Agent#run",
        "dev.tacho*.**#run"
      })
  void aPatternMustNotNameTheJdkOrTheAgent(String pattern) {
    assertThatThrownBy(() -> rule(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not measured");
  }

  @ParameterizedTest
  @ValueSource(strings = {"*#*", "**#run", "*.acme.Mailer#run", "**.Mailer#run", "c*.Mailer#run"})
  void aPatternMustNotNameEveryClass(String pattern) {
    assertThatThrownBy(() -> rule(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("without *");
  }

  @Test
  void theTaskTypeMustNotAskForAnArgumentThatIsNotThere() {
    TaskSubject second = new TaskSubject(CallTemplate.parse("{arg1}"));
    assertThat(MethodRule.parse("a.B#c(int,int)", second).subject()).isSameAs(second);
    assertThat(MethodRule.parse("a.B#c", second).subject()).isSameAs(second);
    assertThatThrownBy(() -> MethodRule.parse("a.B#c(int)", second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("argument 1");
  }

  @Test
  void aPlusNamesSubtypes_ofTheJdksTypesToo() {
    MethodRule rule = rule("java.util.concurrent.Callable+#call");
    assertThat(rule.withSubtypes()).isTrue();
    assertThat(rule.matchesClass("java/util/concurrent/Callable")).isTrue();
    assertThat(rule("com.acme.Job#run").withSubtypes()).isFalse();
    assertThatThrownBy(() -> rule("com.acme.Job+x#run"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule("**+#run")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void groupsAreReadInOrderWithTheirTaskTypes() {
    AgentConfig config =
        fromArguments(
            "workers.methods=com.acme.jobs.*#run, com.acme.Mailer#send(java.lang.String,int),"
                + "workers.10.methods=a.B#c,workers.10.task-type=mail-{arg0.kind},"
                + "workers.9.methods=a.B#d,a.B#e");
    assertThat(config.problems()).isEmpty();
    assertThat(config.rules(WorkerKeys.RULES))
        .extracting(MethodRule::toString)
        .containsExactly(
            "a.B#d as {class}",
            "a.B#e as {class}",
            "a.B#c as mail-{arg0.kind}",
            "com.acme.jobs.*#run as {class}",
            "com.acme.Mailer#send(java.lang.String,int) as {class}");
    assertThat(config.rules(WorkerKeys.RULES).get(4).name())
        .isEqualTo("com.acme.Mailer#send(java.lang.String,int)");
  }

  @Test
  void anInvalidPatternIsLeftOutAndTheOthersStay() {
    AgentConfig config = fromArguments("workers.methods=a.B#c,*#*,a.B#d");
    assertThat(config.rules(WorkerKeys.RULES))
        .extracting(MethodRule::name)
        .containsExactly("a.B#c", "a.B#d");
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("workers.methods: *#*", "agent argument", "without *", "com.acme.jobs.*#run")
        .contains("left out");
    assertThat(config.assignments())
        .filteredOn(setting -> setting.key().equals("workers.methods"))
        .extracting(Assignment::value)
        .containsExactly("a.B#c, a.B#d");
  }

  @Test
  void anInvalidTaskTypeLeavesTheDefault() {
    AgentConfig config = fromArguments("workers.1.methods=a.B#c,workers.1.task-type=mail-{kind}");
    assertThat(config.rules(WorkerKeys.RULES))
        .singleElement()
        .satisfies(rule -> assertThat(rule.subject()).hasToString("{class}"));
    assertThat(errors(config))
        .singleElement()
        .asString()
        .contains("workers.1.task-type=mail-{kind}", "{kind} is not known", "{arg0}");
  }

  @Test
  void aTaskTypeWithoutMethodsIsReported() {
    assertThat(warnings(fromArguments("workers.1.task-type=mail")))
        .singleElement()
        .asString()
        .contains("workers.1.task-type=mail", "workers.1.methods is not set");
  }

  @Test
  void theSamePatternTwiceCountsOnce() {
    AgentConfig config = fromArguments("workers.methods=a.B#c,workers.1.methods=a.B#c");
    assertThat(config.rules(WorkerKeys.RULES)).hasSize(1);
    assertThat(warnings(config))
        .singleElement()
        .asString()
        .contains("workers.methods: a.B#c", "workers.1.methods");
  }

  @Test
  void anEmptyListIsNoRule() {
    AgentConfig config = fromArguments("workers.methods=");
    assertThat(config.rules(WorkerKeys.RULES)).isEmpty();
    assertThat(config.problems()).isEmpty();
  }

  @Test
  void patternsCanComeFromTheEnvironment() {
    assertThat(
            Configs.fromEnvironment(
                    "TACHOGRAPH_WORKERS_1_METHODS",
                    "a.B#c(int,int), a.B#d",
                    "TACHOGRAPH_WORKERS_1_TASK_TYPE",
                    "{METHOD}".toLowerCase(Locale.ROOT))
                .rules(WorkerKeys.RULES))
        .extracting(MethodRule::toString)
        .containsExactly("a.B#c(int,int) as {method}", "a.B#d as {method}");
  }
}
