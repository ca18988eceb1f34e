package dev.tachograph.agent.export.page;

import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.AgentThread;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.registry.PrometheusScrapeRequest;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Records the metrics while somebody looks at them, and for a while after that. Before the first
 * visit there is neither a thread nor a recording.
 *
 * <p>It reads the metrics every two seconds, or less often if that takes more than ten
 * milliseconds: so it takes half a percent of one core. Thread-safe.
 */
final class Recorder implements Runnable {
  private static final long INTERVAL_MILLIS = 2_000;
  private static final long MAX_INTERVAL_MILLIS = 20_000;
  private static final int REST = 200;

  private final Supplier<PrometheusRegistry> registry;
  private final long keepMillis;
  private final int maxValues;

  /** Null while nobody looks. Guarded by this. */
  private @Nullable History history;

  // Guarded by this.
  private long lastVisit;
  private long intervalMillis = INTERVAL_MILLIS;

  private long lastTookMillis;

  Recorder(Supplier<PrometheusRegistry> registry, Duration keep) {
    this(registry, keep, History.valuesByHeap(Runtime.getRuntime().maxMemory()));
  }

  Recorder(Supplier<PrometheusRegistry> registry, Duration keep, int maxValues) {
    this.registry = registry;
    this.keepMillis = keep.toMillis();
    this.maxValues = maxValues;
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
    long began = System.nanoTime();
    MetricSnapshots snapshots = registry.get().scrape((PrometheusScrapeRequest) null);
    long millis = System.currentTimeMillis();
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
      recorded.add(snapshots, millis);
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      // The first reading loads classes, and any may have had to wait for a processor.
      intervalMillis = interval(Math.min(took, lastTookMillis));
      lastTookMillis = took;
    }
  }

  static long interval(long readingMillis) {
    return Math.min(MAX_INTERVAL_MILLIS, Math.max(INTERVAL_MILLIS, REST * readingMillis));
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
