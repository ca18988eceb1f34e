package dev.tachograph.bootstrap.metrics;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * All that few threads can do to each other in few steps, while series turn out to be one: the sum
 * of a family is that of what was counted in it, and as long as there is room nothing is counted as
 * something else.
 */
@Param(name = "name", gen = IntGen.class, conf = "0:2")
public class JoinedSeriesModelTest {
  private static final String[] NAMES = {"x1", "x2", "z"};
  private static final int X1 = 0;
  private static final int X2 = 1;
  private static final int Z = 2;

  /** All names and what some are joined in: while they are joined, both take a place. */
  private static final int LIMIT = 4;

  /** How many orders of steps are tried. */
  private static final int INVOCATIONS = 40;

  /** Names that begin with x are one, once that is learned. */
  private static final class Learned implements Relabeling {
    final AtomicInteger version = new AtomicInteger();

    @Override
    public int version() {
      return version.get();
    }

    @Override
    public List<String> relabel(List<String> labelValues) {
      return version.get() > 0 && labelValues.get(0).startsWith("x") ? List.of("{*}") : labelValues;
    }
  }

  private final Learned learned = new Learned();
  private final MetricFamily<Counter> family;

  public JoinedSeriesModelTest() {
    family =
        new MetricFamily<>(
            "c_total",
            "help",
            List.of("name"),
            SeriesKind.COUNTER,
            LIMIT,
            new SeriesFactory.Counters(),
            null);
    family.relabelBy(learned);
  }

  @Operation
  public void count(@Param(name = "name") int name) {
    family.series(NAMES[name]).increment();
  }

  @Operation
  public void learn() {
    learned.version.compareAndSet(0, 1);
  }

  @Operation
  public long total() {
    long total = 0;
    for (Counter counter : family.allSeries()) {
      total += counter.value();
    }
    return total;
  }

  @Operation
  public long folded() {
    return family.foldedCount();
  }

  @Test
  void whatIsCountedWhileSeriesAreJoined_isInTheSum() throws NoSuchMethodException {
    check(
        List.of(counting(X1), counting(X2)),
        List.of(
            List.of(operation("learn"), operation("total")), List.of(counting(X1), counting(Z))));
  }

  @Test
  void aSeriesThatIsMadeWhileOthersAreJoined_isNeitherRefusedNorLost()
      throws NoSuchMethodException {
    check(
        List.of(counting(X1), operation("learn")),
        List.of(List.of(operation("total")), List.of(counting(X2)), List.of(counting(Z))));
  }

  private static void check(List<Actor> before, List<List<Actor>> threads)
      throws NoSuchMethodException {
    List<Actor> after = List.of(operation("total"), operation("folded"));
    new ModelCheckingOptions()
        .iterations(0)
        .invocationsPerIteration(INVOCATIONS)
        .addGuarantee(
            ManagedStrategyGuaranteeKt.forClasses(LabelValues.class.getName())
                .allMethods()
                .ignore())
        .addCustomScenario(new ExecutionScenario(before, threads, after, null))
        .check(JoinedSeriesModelTest.class);
  }

  private static Actor counting(int name) throws NoSuchMethodException {
    return actor(JoinedSeriesModelTest.class.getMethod("count", int.class), List.of(name));
  }

  private static Actor operation(String name) throws NoSuchMethodException {
    return actor(JoinedSeriesModelTest.class.getMethod(name), List.of());
  }

  private static Actor actor(Method method, List<Object> arguments) {
    return new Actor(method, arguments, false, false, false, false, false);
  }
}
