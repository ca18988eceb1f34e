package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.Amount;
import java.util.ArrayList;
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
 * All that few threads can do to each other in few steps: the notes are a multiset, whatever
 * happens when. The sizes are such that each search goes far, each array is left soon, and each
 * table of the index is soon full.
 */
@Param(name = "task", gen = IntGen.class, conf = "0:3")
public class WaitingTasksModelTest {
  private static final Object[] TASKS = {"a", "b", "c", "d"};
  private static final int A = 0;
  private static final int B = 1;
  private static final int C = 2;
  private static final int D = 3;

  /** How many orders of steps are tried; a fault that was built in is found among the first 500. */
  private static final int INVOCATIONS = Amount.of(600, 800);

  private final WaitingTasks waiting =
      new WaitingTasks(false, 0, new NoteBlock(2, 0), new NoteIndex(1, new Collecting()));

  /** As if the heap were collected between any two notes. A real collection has no fixed place. */
  private static final class Collecting extends CollectionCount {
    private int asked;

    @Override
    int now() {
      return ++asked;
    }
  }

  @Operation
  public void add(@Param(name = "task") int task) {
    waiting.add(TASKS[task], 1);
  }

  @Operation
  public boolean take(@Param(name = "task") int task) {
    return waiting.take(TASKS[task]) != WaitingTasks.ABSENT;
  }

  @Operation
  public boolean takeLatest(@Param(name = "task") int task) {
    return waiting.takeLatest(TASKS[task]) != WaitingTasks.ABSENT;
  }

  @Test
  void aTaskThatTwoOthersOvertake_isFound() throws NoSuchMethodException {
    check(actors("add", A, B, C), actors("take", B), actors("take", C), actors("take", A));
  }

  @Test
  void aTaskIsFound_whileTheTableOfTheIndexIsReplaced() throws NoSuchMethodException {
    check(actors("add", A, B, C, D), actors("take", D, C), actors("take", B), actors("take", A));
  }

  @Test
  void aTaskHandedInTwice_isFoundTwice() throws NoSuchMethodException {
    check(actors("add", A, A, B, B), actors("take", B), actors("take", A), actors("take", A, B));
  }

  @Test
  void whatIsHandedInMeanwhile_isFound() throws NoSuchMethodException {
    List<Actor> again = actors("add", C);
    again.addAll(actors("take", C));
    check(actors("add", A, B), actors("take", B), again, actors("take", A));
  }

  @Test
  void theNotesAreAMultiset_whateverThreeThreadsDo() {
    new ModelCheckingOptions()
        .iterations(Amount.of(1, 2))
        .invocationsPerIteration(500)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(4)
        .actorsAfter(4)
        .check(WaitingTasksModelTest.class);
  }

  @SafeVarargs
  private static void check(List<Actor> before, List<Actor>... threads)
      throws NoSuchMethodException {
    new ModelCheckingOptions()
        .iterations(0)
        .invocationsPerIteration(INVOCATIONS)
        .addCustomScenario(
            new ExecutionScenario(before, Arrays.asList(threads), actors("take", A, B, C, D), null))
        .check(WaitingTasksModelTest.class);
  }

  private static List<Actor> actors(String operation, int... tasks) throws NoSuchMethodException {
    List<Actor> actors = new ArrayList<>();
    for (int task : tasks) {
      actors.add(
          new Actor(
              WaitingTasksModelTest.class.getMethod(operation, int.class),
              List.of(task),
              false,
              false,
              false,
              false,
              false));
    }
    return actors;
  }
}
