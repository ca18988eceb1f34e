package dev.tachograph.benchmarks.experiment;

import com.example.load.Steps;
import dev.tachograph.benchmarks.measure.Candidate;
import dev.tachograph.benchmarks.measure.PairedRunner;
import dev.tachograph.benchmarks.measure.Results;
import java.util.List;

/**
 * What a span around the step of {@link OperationExperiment} costs, in a JVM with the agent of
 * OpenTelemetry. Nothing exports the spans.
 */
public final class SpanExperiment implements InJvmExperiment {
  public static final String NAME = "span";

  private static final String SPAN = "OpenTelemetry @WithSpan, its agent, another JVM";

  @Override
  public void run(Scale scale, Results results) {
    Steps steps = new Steps();
    if (!steps.isInSpan()) {
      throw new IllegalStateException("the agent makes no spans");
    }
    Candidate candidate = new Candidate(SPAN, (nanos, end) -> steps.spanned("mail", "small"));
    InJvmExperiment.add(
        results,
        OperationExperiment.EXPERIMENT,
        new PairedRunner(scale.of(400, 2000)).compare(List.of(candidate)));
  }
}
