package dev.tachograph.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedRunnerTest {
  /** Time passes only when it is told to, and sometimes the processor is away. */
  private static final class FakeClock implements Clock {
    private long wall;
    private long cpu;
    private long allocated;
    private int batches;

    void work(long nanos) {
      wall += nanos;
      cpu += nanos;
      allocated += 8;
    }

    @Override
    public long wall() {
      return wall;
    }

    /** Is read before and after each batch; every other batch was suspended for a while. */
    @Override
    public long cpu() {
      boolean end = batches++ % 2 == 1;
      if (end && batches % 4 == 0) {
        wall += 1_000_000_000;
      }
      return cpu;
    }

    @Override
    public long allocated() {
      return allocated;
    }
  }

  @Test
  void comparesWhatWasNotDisturbed() {
    FakeClock clock = new FakeClock();
    Candidate fast = new Candidate("fast", (nanos, end) -> clock.work(10));
    Candidate slow = new Candidate("slow", (nanos, end) -> clock.work(30));
    List<Timing> timings = new PairedRunner(clock, 20).compare(List.of(fast, slow));
    assertThat(timings).extracting(Timing::candidate).containsExactly("fast", "slow");
    assertThat(timings.get(0).nanos().median()).isEqualTo(10);
    assertThat(timings.get(1).nanos().median()).isEqualTo(30);
    assertThat(timings.get(0).bytesPerOperation()).isEqualTo(8);
  }

  @Test
  void everyCandidateGetsAsManyBatches() {
    Candidate one = new Candidate("one", (nanos, end) -> {});
    Candidate other = new Candidate("other", (nanos, end) -> {});
    assertThat(new PairedRunner(5).compare(List.of(one, other)))
        .extracting(Timing::batches)
        .containsExactly(5, 5);
  }

  @Test
  void eachLoopHasAClassOfItsOwn() {
    assertThat(LoopLoader.newLoop().getClass()).isNotEqualTo(LoopLoader.newLoop().getClass());
  }

  @Test
  void seriesTakeTurns() {
    int[] calls = new int[3];
    Operation[] operations = new Operation[calls.length];
    for (int i = 0; i < calls.length; i++) {
      int series = i;
      operations[i] = (nanos, end) -> calls[series]++;
    }
    LoopLoader.newLoop().run(operations, Durations.forLoop(1), 31);
    assertThat(calls).containsExactly(11, 10, 10);
  }
}
