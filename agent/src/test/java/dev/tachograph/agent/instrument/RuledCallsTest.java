package dev.tachograph.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.steps.Steps;
import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.keys.OperationKeys;
import dev.tachograph.agent.config.keys.WorkerKeys;
import dev.tachograph.agent.config.rule.MethodRule;
import dev.tachograph.agent.export.testing.CapturedLog;
import dev.tachograph.agent.instrument.method.MeasuredMethods;
import dev.tachograph.agent.instrument.method.MethodInstrumentation;
import dev.tachograph.agent.instrument.method.MethodInstrumentation.RuledClass;
import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.http.HttpClientSettings;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.operation.OperationSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a rule says, the application gets what it would get without it. */
class RuledCallsTest {
  private static final String EXPECTED = new Steps().toString();

  /** Many of these rules ask for what some methods do not have. */
  private static final CapturedLog LOG = new CapturedLog();

  @AfterContainer
  static void closeLog() {
    LOG.close();
  }

  @BeforeContainer
  static void installProbes() {
    TimerPolicy quantiles =
        new TimerPolicy() {
          @Override
          public Distribution distribution(String family) {
            return Distribution.QUANTILES;
          }

          @Override
          public double[] buckets(String family, double[] defaultBuckets) {
            return defaultBuckets;
          }
        };
    Probes.install(
        Catalogue.documented(
            new MetricRegistry(10, 20, quantiles), OperationSettings.defaults(), null),
        HttpClientSettings.defaults(),
        message -> {});
    Probes.prepareMethods();
  }

  @Provide
  Arbitrary<String> templates() {
    Arbitrary<String> parts =
        Arbitraries.of(
            "{arg0}",
            "{arg0.kind}",
            "{arg0.length}",
            "{arg0.size|none<1,some}",
            "{arg0.class.name.length|short<20,long}",
            "{arg0.wait}",
            "{arg0.name.first.second}",
            "{arg1|few<5,many}",
            "{arg1.toString}",
            "{arg9}",
            "{this}",
            "{this.name}",
            "{this.hashCode|low<0,high}",
            "{return}",
            "{return.length}",
            "{return|few<5,many}",
            "{class}",
            "{method}",
            "x",
            "{",
            "}");
    return parts.list().ofMinSize(1).ofMaxSize(3).map(list -> String.join("", list));
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of(
        "com.acme.steps.Steps#*",
        "com.acme.**#*",
        "com.acme.steps.Steps#text, com.acme.steps.Steps#later",
        "java.util.function.Supplier+#*",
        "com.acme.steps.Steps#numbers(int[])",
        "com.acme.steps.Steps#sum(long,double)");
  }

  @Property(tries = 300)
  void anyRule_leavesTheApplicationAsItIs(
      @ForAll("methods") String methods, @ForAll("templates") String template) throws Exception {
    Properties properties = new Properties();
    properties.setProperty("tachograph.operations.1.methods", methods);
    properties.setProperty("tachograph.operations.1.labels.label", template);
    properties.setProperty("tachograph.operations.1.name", "step_{method}");
    properties.setProperty("tachograph.workers.1.methods", methods);
    properties.setProperty("tachograph.workers.1.task-type", template);
    AgentConfig config = AgentConfig.load("", Map.of(), properties);
    List<List<MethodRule>> rules = new ArrayList<>();
    rules.add(config.rules(WorkerKeys.RULES));
    if (!config.rules(OperationKeys.RULES).isEmpty()) {
      rules.add(config.rules(OperationKeys.RULES));
    }
    if (rules.get(0).isEmpty() && rules.size() == 1) {
      // The template asks for an argument that the named methods do not have.
      assertThat(config.problems()).isNotEmpty();
      return;
    }
    MethodInstrumentation instrumentation =
        new MethodInstrumentation(rules, null, new MeasuredMethods());

    Object steps = new Woven(instrumentation).steps();

    assertThat(steps.getClass()).isNotSameAs(Steps.class);
    assertThat(steps).hasToString(EXPECTED);
    assertThat(instrumentation.matchCounts().values()).anyMatch(count -> count > 0);
  }

  /** Defines the steps anew, as woven. */
  private static final class Woven extends ClassLoader {
    private final MethodInstrumentation instrumentation;

    Woven(MethodInstrumentation instrumentation) {
      super(RuledCallsTest.class.getClassLoader());
      this.instrumentation = instrumentation;
    }

    Object steps() throws ReflectiveOperationException, IOException {
      String name = Steps.class.getName().replace('.', '/');
      try (InputStream in = Steps.class.getResourceAsStream("Steps.class")) {
        byte[] given = Objects.requireNonNull(in).readAllBytes();
        RuledClass ruled = instrumentation.ruled(new Supertypes().of(this, name, given), given);
        byte[] woven = new Weaving(() -> {}, null).weave(this, name, given, false, null, ruled);
        byte[] defined = Objects.requireNonNull(woven, "not woven");
        return defineClass(Steps.class.getName(), defined, 0, defined.length)
            .getDeclaredConstructor()
            .newInstance();
      }
    }
  }
}
