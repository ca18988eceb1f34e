package dev.tachograph.agent.export.processes;

import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.AgentThread;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.RegistryFile;
import io.prometheus.metrics.model.registry.MultiCollector;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The processes that share a directory, of which this one may be a member or only a watcher. The
 * thread {@code tachograph-processes} samples what is read at a scrape, and archives the dead if
 * this process is elected. {@link FileKeeper} lets the file of this process grow.
 */
public final class ProcessGroup implements Closeable {
  private final ProcessOptions options;
  private final DirectoryFiles files;
  private final @Nullable OwnFile own;
  private final BadFiles badFiles = new BadFiles();
  private final Archiver archiver;
  private final DirectorySum directory;
  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable Sampler sampler;
  private volatile boolean closed;
  private @Nullable FileChannel sidecarLock;
  private @Nullable FileKeeper keeper;

  private ProcessGroup(
      ProcessOptions options, DirectoryFiles files, @Nullable OwnFile own, ArchiveSteps steps) {
    this.options = options;
    this.files = files;
    this.own = own;
    archiver = new Archiver(files, own == null ? null : own.header().id, badFiles, options, steps);
    directory = new DirectorySum(files, options, badFiles, own);
  }

  /**
   * Makes this process a member.
   *
   * @throws IOException if the directory cannot be used
   */
  public static ProcessGroup join(ProcessOptions options) throws IOException {
    DirectoryFiles files = new DirectoryFiles(options.directory);
    files.check();
    if (!options.clean) {
      return new ProcessGroup(
              options, files, OwnFile.create(files, options), ArchiveSteps.UNWATCHED)
          .keepFile();
    }
    try (StartLock lock = StartLock.of(files)) {
      lock.cleanUnlessSomebodyLives();
      return new ProcessGroup(
              options, files, OwnFile.create(files, options), ArchiveSteps.UNWATCHED)
          .keepFile();
    }
  }

  /**
   * Watches a directory without being a member.
   *
   * @return null if another process watches it already
   */
  public static @Nullable ProcessGroup watch(ProcessOptions options) throws IOException {
    return watch(options, ArchiveSteps.UNWATCHED);
  }

  static @Nullable ProcessGroup watch(ProcessOptions options, ArchiveSteps steps)
      throws IOException {
    DirectoryFiles files = new DirectoryFiles(options.directory);
    files.check();
    FileChannel lock = DirectoryFiles.lock(files.sidecarLock());
    if (lock == null) {
      return null;
    }
    ProcessGroup group = new ProcessGroup(options, files, null, steps);
    group.sidecarLock = lock;
    return group;
  }

  static ProcessGroup join(ProcessOptions options, ArchiveSteps steps) throws IOException {
    DirectoryFiles files = new DirectoryFiles(options.directory);
    files.check();
    return new ProcessGroup(options, files, OwnFile.create(files, options), steps);
  }

  /** The file for the registry of this process; only a member has one. */
  public RegistryFile registryFile(RegistryFile.Modes modes) {
    OwnFile file = own;
    if (file == null) {
      throw new IllegalStateException("a watcher has no file");
    }
    return new RegistryFile(file.values(), modes);
  }

  /** Starts the threads. */
  public void start() {
    keepFile();
    AgentThread.create("processes", this::run).start();
  }

  /** New series may come before anything else is started. */
  private ProcessGroup keepFile() {
    if (own != null && keeper == null) {
      keeper = FileKeeper.start(own);
    }
    return this;
  }

  /**
   * Samples from now on what is read at a scrape.
   *
   * @param jvm families beside those of the registry
   */
  public void sample(
      RegistryFile file, Supplier<MetricRegistry> registry, @Nullable MultiCollector jvm) {
    sampler = new Sampler(file, registry, jvm);
  }

  /** Exposes the sum of all processes. */
  public MultiCollector collector() {
    return new DirectoryCollector(this);
  }

  DirectorySum.Sum sum() throws IOException {
    sampleNow();
    return directory.read();
  }

  int badFiles() {
    return badFiles.count();
  }

  long unplaced() {
    return own == null ? 0 : own.values().unplaced();
  }

  long failures() {
    return failures.get();
  }

  private void run() {
    long next = System.nanoTime();
    while (!closed) {
      if (System.nanoTime() - next >= 0) {
        round();
        next = System.nanoTime() + options.interval.toNanos();
      }
      LockSupport.parkNanos(this, Math.max(1, next - System.nanoTime()));
    }
  }

  private void round() {
    sampleNow();
    archiveNow();
    if (own != null && !own.isInPlace()) {
      AgentLog.warnOnce(
          "multiproc-gone",
          own.path() + " was deleted; other processes do not see the numbers of this one");
    }
  }

  private void sampleNow() {
    Sampler present = sampler;
    if (present != null) {
      try {
        present.sample();
      } catch (RuntimeException | LinkageError e) {
        failed("multiproc-sample", "what is read at a scrape is not in the sum", e);
      }
    }
  }

  /** Archives the dead if this process is elected, and not closed. */
  public synchronized void archiveNow() {
    if (closed) {
      return;
    }
    try {
      if (archiver.isElected()) {
        archiver.archiveDead();
      }
    } catch (IOException | RuntimeException e) {
      if (!Files.isDirectory(files.directory)) {
        failures.incrementAndGet();
        AgentLog.errorOnce(
            "multiproc-directory",
            files.directory + " was deleted; what its processes have counted is not shown");
        return;
      }
      failed("multiproc-archive", "dead processes in " + files.directory + " are not archived", e);
    }
  }

  private void failed(String key, String what, Throwable cause) {
    failures.incrementAndGet();
    AgentLog.errorOnce(key + cause.getClass(), what + ": " + cause);
  }

  /** Waits for the end of a round: it would lock files anew. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (keeper != null) {
      keeper.close();
    }
    archiver.close();
    if (sidecarLock != null) {
      sidecarLock.close();
    }
    if (own != null) {
      own.close();
    }
  }

  /** Keeps processes that clean the directory apart, while they look whether others live. */
  private static final class StartLock implements Closeable {
    private final DirectoryFiles files;
    private final FileChannel channel;

    private StartLock(DirectoryFiles files, FileChannel channel) {
      this.files = files;
      this.channel = channel;
    }

    static StartLock of(DirectoryFiles files) throws IOException {
      FileChannel channel =
          FileChannel.open(
              files.startLock(),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              LinkOption.NOFOLLOW_LINKS);
      channel.lock();
      return new StartLock(files, channel);
    }

    void cleanUnlessSomebodyLives() throws IOException {
      for (Path path : files.allValues()) {
        try (FileView view = FileView.open(path)) {
          if (view.isAlive()) {
            return;
          }
        } catch (BadFileException e) {
          // Nobody lives in what is no file of a process.
          continue;
        }
      }
      for (Path path : files.allValues()) {
        Files.deleteIfExists(path);
      }
      Files.deleteIfExists(files.archive());
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
