package dev.tachograph.agent.export.processes;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the configuration says of a directory of processes. Not thread-safe. */
public final class ProcessOptions {
  final Path directory;
  Duration interval = Duration.ofSeconds(1);
  Duration deadGauges = Duration.ofMinutes(5);
  boolean clean;
  long maxFile = 64L << 20;
  int maxProcesses = 2000;
  int maxSeries = 10_000;
  @Nullable String instance;
  int maxInstances = 100;

  public ProcessOptions(Path directory) {
    this.directory = directory;
  }

  /** How often to sample and to archive. */
  public ProcessOptions interval(Duration every) {
    interval = every;
    return this;
  }

  /** How long gauges of dead processes are kept. */
  public ProcessOptions deadGauges(Duration time) {
    deadGauges = time;
    return this;
  }

  /** Deletes what is in the directory, unless a process lives. */
  public ProcessOptions clean(boolean onStart) {
    clean = onStart;
    return this;
  }

  /** The size in bytes that the file of this process may reach. */
  public ProcessOptions maxFile(long bytes) {
    maxFile = bytes;
    return this;
  }

  /** How many files are added up at most. */
  public ProcessOptions maxProcesses(int files) {
    maxProcesses = files;
    return this;
  }

  /** The label {@code instance} of this process's series in the sum; null for none. */
  public ProcessOptions instance(@Nullable String label) {
    instance = label;
    return this;
  }

  /** How many instances of dead processes keep their label. */
  public ProcessOptions maxInstances(int instances) {
    maxInstances = instances;
    return this;
  }

  /** How many series a family of the sum may have. */
  public ProcessOptions maxSeries(int series) {
    maxSeries = series;
    return this;
  }
}
