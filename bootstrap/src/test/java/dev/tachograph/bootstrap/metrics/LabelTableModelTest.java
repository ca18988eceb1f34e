package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.Amount;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * All that few threads can do to each other in few steps: the table is a set of keys, whatever
 * happens when, of which one thread alone is told that it has inserted a key. The table begins so
 * small that nearly every insertion makes it grow, and two keys have the same hash.
 */
@Param(name = "key", gen = IntGen.class, conf = "0:3")
public class LabelTableModelTest {
  private static final String[] KEYS = {"Aa", "BB", "c", "d"};

  private final LabelTable<Counter> table = new LabelTable<>(2);

  @Operation
  public boolean insert(@Param(name = "key") int key) {
    String label = KEYS[key];
    LabelTable.Entry<Counter> fresh =
        new LabelTable.Entry<>(true, label, "", "", "", "", new Counter(List.of(label)));
    return table.insert(fresh) == fresh;
  }

  @Operation
  public boolean find(@Param(name = "key") int key) {
    return table.find(KEYS[key], "", "", "", "") != null;
  }

  @Test
  void theTableIsASet_whateverThreeThreadsDo() {
    new ModelCheckingOptions()
        .iterations(Amount.of(3, 8))
        .invocationsPerIteration(400)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(4)
        .check(LabelTableModelTest.class);
  }
}
