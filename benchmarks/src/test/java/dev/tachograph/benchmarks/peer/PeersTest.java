package dev.tachograph.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tachograph.benchmarks.measure.Durations;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersTest {
  @Test
  void everyoneTakesDurations() {
    for (Peer peer : Peers.all()) {
      peer.newSeries(2).forEach(series -> series.perform(20_000_000, System.nanoTime()));
    }
  }

  @Test
  void quantilesAreThoseOfTheDurations() {
    long[] durations = Durations.of(3, 1000);
    double median = Arrays.stream(durations).sorted().skip(500).findFirst().orElseThrow();
    for (Peer peer : Peers.withQuantiles()) {
      DurationSeries series = peer.newSeries();
      Arrays.stream(durations).forEach(nanos -> series.perform(nanos, System.nanoTime()));
      double[] quantiles = series.quantiles();
      assertThat(quantiles).as(peer.name()).hasSize(DurationSeries.LEVELS.length);
      assertThat(quantiles[0]).as(peer.name()).isCloseTo(median, within(0.1 * median));
    }
  }

  @Test
  void candidatesHaveClassesOfTheirOwn() {
    List<DurationSeries> one = PeerLoader.newSeries(Tachograph.quantiles(), 2);
    List<DurationSeries> other = PeerLoader.newSeries(Tachograph.quantiles(), 1);
    assertThat(one.get(0).getClass()).isEqualTo(one.get(1).getClass());
    assertThat(one.get(0).getClass()).isNotEqualTo(other.get(0).getClass());
  }
}
