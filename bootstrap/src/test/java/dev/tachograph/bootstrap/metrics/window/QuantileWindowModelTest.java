package dev.tachograph.bootstrap.metrics.window;

import dev.tachograph.bootstrap.Amount;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * All that few threads can do to each other in few steps: a snapshot is of one moment, and what has
 * been recorded is in it. How processors and compilers reorder steps is not tried here: see {@link
 * QuantileWindowConcurrencyTest}.
 */
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public class QuantileWindowModelTest {
  private final QuantileWindow window = new QuantileWindow(16);

  @Operation
  public void record(@Param(name = "value") int value) {
    window.record(value, 1);
  }

  /** The ring turns into one of longs. */
  @Operation
  public void recordWide(@Param(name = "value") int value) {
    window.record((1L << 40) + value, 1);
  }

  @Operation
  public String snapshot() {
    WindowSnapshot snapshot = window.snapshot();
    return snapshot.count()
        + " "
        + snapshot.sum()
        + " "
        + snapshot.size()
        + " "
        + Arrays.toString(snapshot.quantiles());
  }

  @Operation
  public long count() {
    return window.count();
  }

  @Test
  void aSnapshotIsOfOneMoment_whateverThreeThreadsDo() {
    new ModelCheckingOptions()
        .iterations(Amount.of(3, 6))
        .invocationsPerIteration(300)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(2)
        .actorsAfter(1)
        .check(QuantileWindowModelTest.class);
  }

  @Test
  void aSnapshotIsOfOneMoment_howeverManyRecordsOvertakeIt() throws NoSuchMethodException {
    Actor snapshot = actor(QuantileWindowModelTest.class.getMethod("snapshot"), List.of());
    List<Actor> records = List.of(recording(2), recording(3), recording(5));
    new ModelCheckingOptions()
        .iterations(0)
        .invocationsPerIteration(600)
        .addCustomScenario(
            new ExecutionScenario(
                List.of(recording(1)),
                List.of(List.of(snapshot), records),
                List.of(snapshot),
                null))
        .check(QuantileWindowModelTest.class);
  }

  private static Actor recording(int value) throws NoSuchMethodException {
    return actor(QuantileWindowModelTest.class.getMethod("record", int.class), List.of(value));
  }

  private static Actor actor(Method method, List<Object> arguments) {
    return new Actor(method, arguments, false, false, false, false, false);
  }
}
