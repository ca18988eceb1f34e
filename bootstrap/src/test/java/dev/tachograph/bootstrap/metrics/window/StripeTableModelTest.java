package dev.tachograph.bootstrap.metrics.window;

import dev.tachograph.bootstrap.Amount;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * All that few threads can do to each other in few steps, where all stripes have been left by
 * writers that never came back: every record gets on, and none is lost with a stripe that is
 * replaced.
 */
@Param(name = "value", gen = IntGen.class, conf = "1:9")
public class StripeTableModelTest {
  private static final int CAPACITY = 16;

  private final StripeTable table;

  public StripeTableModelTest() {
    table = new StripeTable(CAPACITY, 16, 1);
    for (int place = 0; place < table.stripes(); place++) {
      Stripe stripe = new Stripe(CAPACITY, null);
      stripe.tryRecord(1, 1);
      stripe.set(stripe.get() + 1);
      table.set(StripeTable.PADDING + place, stripe);
    }
  }

  @Operation
  public void record(@Param(name = "value") int value) {
    table.record(value, 1);
  }

  @Operation
  public long count() {
    return table.count();
  }

  @Test
  void everyRecordGetsOnAndCounts_whateverThreeThreadsDo() {
    new ModelCheckingOptions()
        .iterations(Amount.of(3, 6))
        .invocationsPerIteration(300)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1)
        .check(StripeTableModelTest.class);
  }
}
