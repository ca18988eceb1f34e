package dev.tachograph.agent.export.processes;

import java.nio.file.Path;
import java.time.Duration;

/** What the configuration says of a directory of processes. Not thread-safe. */
public final class ProcessOptions {
  final Path directory;
  Duration interval = Duration.ofSeconds(1);
  Duration deadGauges = Duration.ofMinutes(5);
  boolean clean;
  long maxFile = 64L << 20;
  int maxProcesses = 2000;
  int maxSeries = 10_000;

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

  /** How many series a family of the sum may have. */
  public ProcessOptions maxSeries(int series) {
    maxSeries = series;
    return this;
  }
}
