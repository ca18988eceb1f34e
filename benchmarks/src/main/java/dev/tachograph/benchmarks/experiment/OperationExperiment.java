package dev.tachograph.benchmarks.experiment;

import com.example.load.Steps;
import com.example.load.Steps.Order;
import dev.tachograph.benchmarks.measure.Candidate;
import dev.tachograph.benchmarks.measure.Operation;
import dev.tachograph.benchmarks.measure.PairedRunner;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.peer.Baselines;
import dev.tachograph.benchmarks.peer.ClientJava;
import io.micrometer.core.aop.TimedAspect;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.datapoints.Timer;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import java.util.List;
import org.springframework.aop.aspectj.annotation.AspectJProxyFactory;

/**
 * What it costs to measure a step that does nothing as an operation with two labels, in a JVM whose
 * agent has woven {@link Steps}.
 */
public final class OperationExperiment implements InJvmExperiment {
  public static final String NAME = "operation";
  public static final String EXPERIMENT = "operation: around an empty step, two labels";
  public static final String FIXED = "Tachograph, labels of the rule";
  public static final String ARGUMENTS = "Tachograph, labels of the arguments";

  /** The rules for the agent of the JVM in which this runs. */
  static final String RULES =
      ",operations.1.methods=com.example.load.Steps#fixed"
          + ",operations.1.labels.type=mail,operations.1.labels.size=small"
          + ",operations.2.methods=com.example.load.Steps#ofOrder"
          + ",operations.2.labels.type={arg0.type}"
          + ",operations.2.labels.size={arg0.size|small<10,large}";

  @Override
  public void run(Scale scale, Results results) {
    Steps steps = new Steps();
    Order order = new Order("mail", 5);
    List<Candidate> candidates =
        List.of(
            new Candidate(FIXED, (nanos, end) -> steps.fixed()),
            new Candidate(ARGUMENTS, (nanos, end) -> steps.ofOrder(order)),
            new Candidate("client_java Histogram, by hand", histogram(steps)),
            new Candidate("client_java Summary, quantiles, by hand", summary(steps)),
            new Candidate("Micrometer @Timed, percentiles, Spring's proxy", timed()),
            new Candidate("the step alone", (nanos, end) -> steps.plain()),
            new Candidate(Baselines.TWO_CLOCK_READINGS, Baselines.twoClockReadings().newSeries()));
    InJvmExperiment.add(
        results, EXPERIMENT, new PairedRunner(scale.of(400, 2000)).compare(candidates));
  }

  private static Operation histogram(Steps steps) {
    Histogram.Builder builder = Histogram.builder();
    builder.name("step_seconds").labelNames("type", "size").withoutExemplars();
    Histogram histogram = builder.classicOnly().build();
    return (nanos, end) -> {
      try (Timer timer = histogram.labelValues("mail", "small").startTimer()) {
        steps.plain();
      }
    };
  }

  private static Operation summary(Steps steps) {
    Summary.Builder builder = ClientJava.summaryBuilder();
    builder.labelNames("type", "size");
    Summary summary = builder.build();
    return (nanos, end) -> {
      try (Timer timer = summary.labelValues("mail", "small").startTimer()) {
        steps.plain();
      }
    };
  }

  private static Operation timed() {
    AspectJProxyFactory factory = new AspectJProxyFactory(new Steps());
    factory.setProxyTargetClass(true);
    factory.addAspect(new TimedAspect(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
    Steps proxy = factory.getProxy();
    return (nanos, end) -> proxy.timed();
  }
}
