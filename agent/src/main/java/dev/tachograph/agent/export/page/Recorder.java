package dev.tachograph.agent.export.page;

import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.AgentThread;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Series;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records the metrics while somebody looks at them, and for a while after that. Before the first
 * visit there is neither a thread nor a recording.
 *
 * <p>It reads the metrics every two seconds, or less often if that takes more than ten milliseconds
 * of CPU time: so it takes half a percent of one core. Thread-safe.
 */
final class Recorder implements Runnable {
  private static final long INTERVAL_MILLIS = 2_000;
  private static final long MAX_INTERVAL_MILLIS = 20_000;
  private static final int REST = 200;

  private final Supplier<PrometheusRegistry> registry;

  /** Null if the agent's own series are read as all others are. */
  private final @Nullable Supplier<MetricRegistry> own;

  private final long keepMillis;
  private final int maxValues;

  /** Null while nobody looks. Guarded by this. */
  private @Nullable History history;

  /** Null before the first reading, and if there is none. Guarded by this. */
  private @Nullable MetricRegistry registered;

  /** Guarded by this. */
  private RegistryReader reader = new RegistryReader(List.of());

  // Guarded by this.
  private long lastVisit;
  private long intervalMillis = INTERVAL_MILLIS;

  private long lastTookNanos;

  /**
   * @param own has series that need not be read by way of the registry
   */
  Recorder(
      Supplier<PrometheusRegistry> registry,
      @Nullable Supplier<MetricRegistry> own,
      Duration keep) {
    this.registry = registry;
    this.own = own;
    this.keepMillis = keep.toMillis();
    this.maxValues = History.valuesByHeap(Runtime.getRuntime().maxMemory());
  }

  /**
   * What was recorded since a reader last asked, as JSON.
   *
   * @param id the recording that the reader knows
   * @param since the number of the last sample that it knows
   * @param families how many families it knows
   * @param series how many series it knows
   */
  String read(String id, int since, int families, int series) {
    visited();
    boolean starts;
    synchronized (this) {
      starts = history == null;
    }
    if (starts) {
      // A first reader would see nothing otherwise.
      sample();
    }
    synchronized (this) {
      History recorded = history;
      if (recorded == null) {
        recorded = new History(keepMillis, maxValues);
      }
      return recorded.read(id, since, families, series, intervalMillis);
    }
  }

  private synchronized void visited() {
    lastVisit = System.nanoTime();
  }

  /** Reads the metrics once; the first reading of a recording starts its thread. */
  void sample() {
    long began = ThreadCpu.nanos();
    RegistryReader ours = reader();
    MetricSnapshots others = registry.get().scrape(ours, null);
    // It may run code of the application, which no visitor shall wait for.
    List<List<? extends Series>> series = ours.series();
    synchronized (this) {
      History recorded = history;
      if (recorded == null || recorded.isMostlyPast()) {
        boolean starts = recorded == null;
        recorded = new History(keepMillis, maxValues);
        history = recorded;
        if (starts) {
          AgentThread.start("page", this);
        }
      }
      recorded.begin(System.currentTimeMillis());
      ours.read(series, recorded);
      SnapshotReader.read(others, recorded);
      recorded.end();
      long took = ThreadCpu.nanos() - began;
      // The first reading loads classes.
      intervalMillis = interval(Math.min(took, lastTookNanos));
      lastTookNanos = took;
    }
  }

  /** Reads what is the agent's own; there may be new families. */
  private synchronized RegistryReader reader() {
    MetricRegistry families = registered;
    if (families == null && own != null) {
      families = own.get();
      registered = families;
    }
    if (families != null && reader.families != families.families()) {
      reader = new RegistryReader(families.families());
    }
    return reader;
  }

  /**
   * How long to wait after a reading, in milliseconds.
   *
   * @param readingNanos the CPU time of the reading
   */
  static long interval(long readingNanos) {
    long millis = TimeUnit.NANOSECONDS.toMillis(REST * readingNanos);
    return Math.min(MAX_INTERVAL_MILLIS, Math.max(INTERVAL_MILLIS, millis));
  }

  /** Whether somebody has looked lately; if not, the recording ends. */
  private synchronized boolean isWatched() {
    if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastVisit) <= keepMillis) {
      return true;
    }
    history = null;
    return false;
  }

  /** The loop of the recording's thread. */
  @Override
  public void run() {
    while (isWatched()) {
      try {
        synchronized (this) {
          wait(intervalMillis);
        }
        sample();
      } catch (InterruptedException e) {
        // Nobody has a reason to interrupt this thread. An interrupt only shortens one pause.
      } catch (OutOfMemoryError e) {
        // The heap is the application's.
        end();
        return;
      } catch (RuntimeException | LinkageError e) {
        AgentLog.errorOnce("page:" + e.getClass(), "the live page lacks a sample: " + e);
      }
    }
  }

  private synchronized void end() {
    history = null;
  }
}
