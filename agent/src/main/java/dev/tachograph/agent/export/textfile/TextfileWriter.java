package dev.tachograph.agent.export.textfile;

import dev.tachograph.agent.export.ExportFailures;
import dev.tachograph.agent.export.LabelledSnapshots;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the registry to a file in the text format 0.0.4, without timestamps and exemplars, which
 * node_exporter refuses.
 *
 * <p>It reports once that the directory is missing, read-only or full, or that another JVM writes
 * the file, and once more when it works again. In between every call tries. {@link #write} never
 * throws. Thread-safe.
 */
public final class TextfileWriter {
  /** The gauge of the time of the last write, in seconds since the epoch. */
  static final String LAST_WRITE = "tachograph_textfile_last_write_timestamp_seconds";

  private static final String OUTLET = "textfile";

  private static final String LAST_WRITE_HELP =
      "When the textfile was last written, in seconds since the epoch.";

  private final AtomicFile file;
  private final Duration interval;
  private final Supplier<PrometheusRegistry> registry;
  private final ExportFailures failures;
  private final TextfileContent content;
  private final LabelledSnapshots labels;
  private final PrometheusTextFormatWriter format = PrometheusTextFormatWriter.create();
  private boolean staleRemoved;
  private boolean announced;
  private boolean failing;

  /** Since the epoch; 0 before the first write. */
  private volatile double lastWriteSeconds;

  /**
   * @param interval how often {@link #write} will be called; used only in log lines
   * @param content null for everything
   */
  public TextfileWriter(
      Path directory,
      String fileName,
      Duration interval,
      @Nullable TextfileContent content,
      Supplier<PrometheusRegistry> registry,
      ExportFailures failures) {
    this.content = content == null ? TextfileContent.ALL : content;
    this.file = new AtomicFile(directory, fileName, this.content.permissions);
    this.labels = new LabelledSnapshots(this.content.labels);
    this.interval = interval;
    this.registry = registry;
    this.failures = failures;
    failures.expect(OUTLET);
  }

  /** Registers the gauge of the time of the last write, absent before the first write. */
  public void register(MetricRegistry registry) {
    registry.pulledGauge(
        LAST_WRITE,
        LAST_WRITE_HELP,
        readings -> {
          double seconds = lastWriteSeconds;
          if (seconds > 0) {
            readings.add(seconds);
          }
        });
  }

  private static MetricSnapshot lastWrite(double seconds) {
    return new GaugeSnapshot(
        new MetricMetadata(LAST_WRITE, LAST_WRITE_HELP),
        List.of(new GaugeDataPointSnapshot(seconds, Labels.EMPTY, null)));
  }

  /**
   * Replaces the file.
   *
   * @return whether that succeeded
   */
  public synchronized boolean write() {
    double now = System.currentTimeMillis() / 1000.0;
    try {
      if (!staleRemoved) {
        file.removeStaleTemporaries();
        staleRemoved = true;
      }
      MetricSnapshots snapshots = snapshots(now);
      file.replace(out -> format.write(out, snapshots, EscapingScheme.UNDERSCORE_ESCAPING));
    } catch (IOException | RuntimeException | Error e) {
      // Also catch an Error: the heap is the application's, and may recover.
      reportFailure(e);
      return false;
    }
    lastWriteSeconds = now;
    reportSuccess();
    return true;
  }

  /** Releases the file, so that another process may write it. */
  synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      AgentLog.warn("cannot close " + file.path() + ": " + reason(e));
    }
  }

  /**
   * The snapshots for the file, with the time of this write. That time is true for every reader,
   * because the file exists only if the write succeeded. The registry's value would be that of the
   * previous write, always one interval too old.
   */
  private MetricSnapshots snapshots(double now) {
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    for (MetricSnapshot snapshot : registry.get().scrape(this::belongsInFile)) {
      snapshots.metricSnapshot(snapshot);
    }
    if (content.includes(LAST_WRITE)) {
      snapshots.metricSnapshot(lastWrite(now));
    }
    return labels.of(snapshots.build());
  }

  private boolean belongsInFile(String family) {
    return !family.equals(LAST_WRITE) && content.includes(family);
  }

  private void reportSuccess() {
    if (failing || !announced) {
      AgentLog.info("metrics in " + file.path() + " every " + inWords(interval));
    }
    announced = true;
    failing = false;
  }

  private void reportFailure(Throwable e) {
    failures.add(OUTLET);
    if (!failing) {
      AgentLog.warn(
          "cannot write " + file.path() + ": " + reason(e) + "; trying every " + inWords(interval));
    }
    failing = true;
  }

  private static String reason(Throwable e) {
    if (e instanceof NoSuchFileException) {
      return "the directory does not exist";
    }
    if (e instanceof NotDirectoryException) {
      return "the directory is a file";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException && ((FileSystemException) e).getReason() != null) {
      return String.valueOf(((FileSystemException) e).getReason());
    }
    return String.valueOf(e.getMessage() == null ? e : e.getMessage());
  }

  private static String inWords(Duration interval) {
    return interval.toMillis() % 1000 == 0
        ? interval.getSeconds() + " s"
        : interval.toMillis() + " ms";
  }
}
