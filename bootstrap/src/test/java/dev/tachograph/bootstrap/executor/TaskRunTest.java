package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class TaskRunTest {
  private final TaskRun run = new TaskRun(null);

  private static ExecutorSeries series() {
    return Objects.requireNonNull(TestMonitors.monitor().settledSeries());
  }

  private void runsFuture(boolean fails) {
    run.futureStarted();
    run.futureEnded(fails);
  }

  private void runsStage(CompletableFuture<Integer> stage) {
    Object stageTask = new Object();
    run.begin(series(), new Object(), 1);
    run.stageRuns(stageTask);
    run.stageStarted(stageTask, stage);
  }

  @Test
  void aTaskThatRunsNoFuture_hasDoneItsWork() {
    assertThat(run.hasFailed()).isFalse();
    assertThat(run.wasInVain()).isFalse();
  }

  @Test
  void aDecoration_failsAsWhatItDecorates() {
    runsFuture(true);

    assertThat(run.hasFailed()).isTrue();
  }

  @Test
  void aDecorationOfADecoration_failsAsTheInnermost() {
    run.futureStarted();
    runsFuture(true);
    run.futureEnded(false);

    assertThat(run.hasFailed()).isTrue();
  }

  @Test
  void aDecorationOfACancelledFuture_wasInVain() {
    run.bodyRan(true);
    run.futureStarted();
    run.futureInVain();
    run.futureEnded(false);

    assertThat(run.wasInVain()).isTrue();
    assertThat(run.hasFailed()).isFalse();
  }

  @Test
  void futuresThatAreRunInTurn_leaveTheTaskAlone() {
    runsFuture(true);
    run.futureInVain();
    runsFuture(false);

    assertThat(run.hasFailed()).isFalse();
    assertThat(run.wasInVain()).isFalse();
  }

  @Test
  void whatTheTaskItselfFailedWith_countsWhateverElseItRan() {
    runsFuture(false);
    runsFuture(false);
    run.failed();

    assertThat(run.hasFailed()).isTrue();
  }

  @Test
  void aTaskThatCancelsItself_wasInVain() {
    run.cancelledWithin();

    assertThat(run.wasInVain()).isTrue();
  }

  @Test
  void aFutureThatWasCancelledInTheMomentOfItsStart_wasInVain() {
    FutureTask<Integer> future = new FutureTask<>(() -> 1);
    run.begin(series(), future, 1);
    future.cancel(false);
    assertThat(run.wasInVain()).isTrue();

    run.bodyRan(true);
    assertThat(run.wasInVain()).isFalse();
  }

  @Test
  void aTaskThatTellsItselfHowItEnds_isNotJudgedByTheFutureThatItRuns() {
    run.begin(series(), new FutureTask<>(() -> 1), 1);
    run.bodyRan(true);
    runsFuture(true);
    assertThat(run.hasFailed()).isFalse();

    run.futureInVain();
    assertThat(run.wasInVain()).isFalse();
  }

  @Test
  void aDecorationThatFailsBecauseTheFutureWasCancelled_wasInVain() {
    run.begin(series(), new Object(), 1);
    runsFuture(true);
    run.decoratedEnded(true, true);

    assertThat(run.hasFailed()).isFalse();
    assertThat(run.wasInVain()).isTrue();
  }

  @Test
  void aDecorationOfAFutureThatKeepsItsFailure_fails() {
    run.begin(series(), new Object(), 1);
    run.futureStarted();
    run.decoratedEnded(true, false);
    run.futureEnded(false);

    assertThat(run.hasFailed()).isTrue();
  }

  @Test
  void aDecorationOfAStage_failsAsThat() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    runsStage(stage);
    run.stageFailed(stage);

    assertThat(run.hasFailed()).isTrue();
  }

  @Test
  void aDecorationOfAStageThatWasCancelled_wasInVain() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    stage.cancel(false);
    runsStage(stage);

    assertThat(run.wasInVain()).isTrue();
  }

  @Test
  void stagesThatAreRunInTurn_leaveTheTaskAlone() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    runsStage(stage);
    run.stageFailed(stage);
    run.stageRuns(new Object());

    assertThat(run.hasFailed()).isFalse();
  }

  @Test
  void nothingOfOneRun_isLeftToTheNext() {
    run.cancelledWithin();
    runsFuture(true);
    run.futureInVain();
    run.failed();
    run.open(true);
    run.clear();

    run.begin(series(), new Object(), 1);

    assertThat(run.hasFailed()).isFalse();
    assertThat(run.wasInVain()).isFalse();
    assertThat(run.isOpen()).isFalse();
  }
}
