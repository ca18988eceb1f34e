package dev.tachograph.benchmarks.peer;

import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.RegistryFile;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import dev.tachograph.bootstrap.metrics.mapped.MappedAccess;
import dev.tachograph.bootstrap.metrics.mapped.ValuesFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This project's series in memory only, and in a file as well. */
public final class TachographInFile {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** What the others are compared with. */
  public static final String COUNTER = "counter";

  private static final String GAUGE = "gauge";
  private static final int SEGMENTS = 4;
  private static final String IN_FILE = ", in a file";

  private TachographInFile() {}

  /** Each in memory, and then in a file. */
  public static List<Peer> peers() {
    List<Peer> peers = new ArrayList<>();
    peers.add(new Peer(COUNTER, () -> counters(null)));
    peers.add(new Peer(COUNTER + IN_FILE, () -> counters(file())));
    peers.add(new Peer(GAUGE, () -> gauges(null)));
    peers.add(new Peer(GAUGE + IN_FILE, () -> gauges(file())));
    for (Distribution distribution :
        List.of(Distribution.QUANTILES, Distribution.HISTOGRAM, Distribution.NATIVE)) {
      String name = "timer, " + distribution.name().toLowerCase(java.util.Locale.ROOT);
      peers.add(new Peer(name, () -> timers(distribution, null)));
      peers.add(new Peer(name + IN_FILE, () -> timers(distribution, file())));
    }
    return peers;
  }

  private static Peer.Family counters(@Nullable RegistryFile file) {
    MetricFamily<Counter> counters =
        registry(Distribution.QUANTILES, file).counter("c_total", "Things.", "kind");
    return label -> new CounterSeries(counters.series(label));
  }

  private static Peer.Family gauges(@Nullable RegistryFile file) {
    MetricFamily<Gauge> gauges =
        registry(Distribution.QUANTILES, file).gauge("g", "A size.", "kind");
    return label -> new GaugeSeries(gauges.series(label));
  }

  private static Peer.Family timers(Distribution distribution, @Nullable RegistryFile file) {
    MetricFamily<Timer> timers =
        registry(distribution, file).timer("t_seconds", "Work.", Buckets.DEFAULT, "kind");
    return label -> new TimerSeries(timers.series(label));
  }

  private record CounterSeries(Counter counter) implements DurationSeries {
    @Override
    public void perform(long nanos, long end) {
      counter.increment();
    }
  }

  private record GaugeSeries(Gauge gauge) implements DurationSeries {
    @Override
    public void perform(long nanos, long end) {
      gauge.set(nanos);
    }
  }

  private record TimerSeries(Timer timer) implements DurationSeries {
    @Override
    public void perform(long nanos, long end) {
      timer.record(nanos, end);
    }
  }

  private static MetricRegistry registry(Distribution distribution, @Nullable RegistryFile file) {
    return new MetricRegistry(1000, 1000, Tachograph.policy(distribution), file);
  }

  private static RegistryFile file() {
    ValuesFile values =
        new ValuesFile(
            new MappedAccess() {
              @Override
              public void betweenStores() {
                VarHandle.releaseFence();
              }

              @Override
              public boolean compareAndSet(ByteBuffer buffer, int at, long expected, long value) {
                return LONGS.compareAndSet(buffer, at, expected, value);
              }
            },
            SEGMENTS);
    try {
      Path path = Files.createTempFile("tachograph", ".values");
      try (FileChannel channel =
          FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        for (int i = 0; i < SEGMENTS; i++) {
          values.add(
              channel.map(
                  FileChannel.MapMode.READ_WRITE,
                  Layout.segmentPosition(i),
                  Layout.segmentSize(i)));
        }
      }
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RegistryFile(values, (family, counts) -> GaugeMode.LIVE_ALL);
  }
}
