package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.Amount;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/**
 * All that few threads can do to each other in few steps: whoever puts a candidate forward gets the
 * same answer, and there are never more admitted than there are places.
 */
@Param(name = "candidate", gen = IntGen.class, conf = "0:2")
public class SeriesLimitModelTest {
  private final SeriesLimit limit = new SeriesLimit(2);
  private final SeriesLimit.Candidate[] candidates = {
    new SeriesLimit.Candidate(true),
    new SeriesLimit.Candidate(true),
    new SeriesLimit.Candidate(true)
  };

  /** What is removed again, perhaps at once, has been admitted all the same. */
  @Operation
  public boolean admit(@Param(name = "candidate") int candidate) {
    return limit.admit(candidates[candidate]) || candidates[candidate].isRemoved();
  }

  /** Only what was admitted is ever removed. */
  @Operation
  public boolean remove(@Param(name = "candidate") int candidate) {
    return candidates[candidate].isAdmitted() && limit.remove(candidates[candidate], true);
  }

  @Operation
  public void takePlace() {
    limit.takePlace();
  }

  @Test
  void admissionIsOneDecision_whateverThreeThreadsDo() {
    new ModelCheckingOptions()
        .iterations(Amount.of(4, 12))
        .invocationsPerIteration(400)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(3)
        .check(SeriesLimitModelTest.class);
  }
}
