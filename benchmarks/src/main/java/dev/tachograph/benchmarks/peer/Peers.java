package dev.tachograph.benchmarks.peer;

import java.util.List;
import java.util.stream.Stream;

/** All that is compared, in the order of the report. */
public final class Peers {
  private Peers() {}

  /** Every way to keep durations, and what they are held against. */
  public static List<Peer> all() {
    return List.of(
        Tachograph.quantiles(),
        Tachograph.histogram(),
        Tachograph.nativeHistogram(),
        Baselines.longAdder(),
        ClientJava.counter(),
        ClientJava.summaryWithQuantiles(),
        ClientJava.summary(),
        ClientJava.classicHistogram(),
        ClientJava.nativeHistogram(),
        Micrometer.timerWithPercentiles(),
        Micrometer.timer(),
        Dropwizard.slidingWindow(),
        Dropwizard.decaying(),
        Dropwizard.lockFreeDecaying(),
        HdrHistogram.recorder(),
        DdSketch.sketch(),
        TDigestPeer.digest(),
        OpenTelemetry.explicitHistogram(),
        OpenTelemetry.exponentialHistogram(),
        Baselines.twoClockReadings(),
        Baselines.nothing());
  }

  /** Series of the peer with this name; {@link PeerLoader} calls it in another class loader. */
  public static List<DurationSeries> newSeries(String name, int count) {
    return Stream.concat(all().stream(), TachographInFile.peers().stream())
        .filter(peer -> peer.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(name))
        .newSeries(count);
  }

  /** Those that give quantiles. */
  public static List<Peer> withQuantiles() {
    return List.of(
        Tachograph.quantiles(),
        ClientJava.summaryWithQuantiles(),
        Micrometer.timerWithPercentiles(),
        Dropwizard.slidingWindow(),
        Dropwizard.decaying(),
        HdrHistogram.recorder(),
        DdSketch.sketch(),
        TDigestPeer.digest());
  }
}
