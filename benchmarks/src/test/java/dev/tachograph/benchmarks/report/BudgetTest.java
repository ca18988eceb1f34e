package dev.tachograph.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.benchmarks.experiment.RecordExperiment;
import dev.tachograph.benchmarks.experiment.StartUpExperiment;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.peer.Baselines;
import dev.tachograph.benchmarks.peer.Tachograph;
import dev.tachograph.benchmarks.process.JavaAgents;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final List<Integer> JDKS = List.of(17, 25);

  private static Budget budget(double on17, double on25) {
    return new Budget("a thing", "2 ns", 2, " ns", jdk -> jdk == 17 ? on17 : on25);
  }

  @Test
  void isMetIfItIsMetEverywhere() {
    assertThat(budget(1, 2).verdict(JDKS)).isEqualTo(Budget.MET);
  }

  @Test
  void isMissedIfItIsMissedSomewhere() {
    assertThat(budget(1, 2.01).row(JDKS))
        .containsExactly("a thing", "2 ns", "1 ns", "2.01 ns", Budget.MISSED);
  }

  @Test
  void isNotMetByNotBeingMeasured() {
    assertThat(budget(Double.NaN, Double.NaN).verdict(JDKS)).isEqualTo(Budget.NOT_MEASURED);
    assertThat(budget(1, Double.NaN).verdict(JDKS)).isEqualTo(Budget.MET);
  }

  @Test
  void aRatioIsTakenWithinOneJdk() {
    Results results = new Results();
    results.add(RecordExperiment.ONE_THREAD, Tachograph.QUANTILES, "ns", 17, 6);
    results.add(RecordExperiment.ONE_THREAD, Baselines.LONG_ADDER, "ns", 17, 8);
    results.add(RecordExperiment.ONE_THREAD, Tachograph.QUANTILES, "ns", 25, 9);
    results.add(RecordExperiment.ONE_THREAD, Baselines.LONG_ADDER, "ns", 25, 8);
    Budget budget = find(new Budgets(results).all(3), "one thread");
    assertThat(budget.row(JDKS)).contains("0.75×", "1.13×", Budget.MISSED);
  }

  @Test
  void startUpIsComparedByWhatTheAgentAdds() {
    Results results = new Results();
    String hello = StartUpExperiment.HELLO;
    results.add(hello, JavaAgents.TACHOGRAPH, StartUpExperiment.CPU, 17, 110);
    results.add(hello, JavaAgents.TACHOGRAPH, StartUpExperiment.MORE_CPU, 17, 70);
    assertThat(find(new Budgets(results).all(3), "prints a word").row(List.of(17)))
        .contains("70 ms", Budget.MET);
  }

  @Test
  void startUpOfTheSmallAppIsComparedByWhatAnotherAgentAdds() {
    Results results = new Results();
    String small = StartUpExperiment.SMALL;
    results.add(small, JavaAgents.JMX_EXPORTER, StartUpExperiment.MORE_CPU, 17, 300);
    results.add(small, JavaAgents.PREPARED, StartUpExperiment.MORE_CPU, 17, 90);
    results.add(small, JavaAgents.TACHOGRAPH, StartUpExperiment.MORE_CPU, 17, 420);
    assertThat(find(new Budgets(results).all(3), "at hand").row(List.of(17)))
        .contains("0.30×", Budget.MET);
    assertThat(find(new Budgets(results).all(3), "all to be woven").row(List.of(17)))
        .contains("1.40×", Budget.MISSED);
  }

  private static Budget find(List<Budget> budgets, String words) {
    return budgets.stream().filter(b -> b.what().contains(words)).findFirst().orElseThrow();
  }
}
