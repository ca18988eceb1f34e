package dev.tachograph.agent.export.processes;

import dev.tachograph.agent.export.RegularFile;
import dev.tachograph.agent.log.AgentLog;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds the files of dead processes to the archive, each exactly once.
 *
 * <p>One process at a time does this: the one that holds a lock, which the kernel releases when it
 * dies. The next archive contains the present one and the files of the dead, and names these. It
 * replaces the present archive in one step, after it is on the disk. Only then are the files
 * deleted. Whoever is killed before the replacement has changed nothing. Whoever is killed after it
 * leaves files that the archive names; nobody adds them again, and the next archiver deletes them.
 * The archive stops naming a file only after it is gone.
 */
final class Archiver implements Closeable {
  /** A new file whose process is dead may be one that is not locked yet. */
  private static final long NEW_MILLIS = 60_000;

  private static final int ATTEMPTS = 2;

  private final DirectoryFiles files;
  private final BadFiles badFiles;
  private final ProcessOptions options;
  private final ArchiveSteps steps;
  private final UUID boot = DirectoryFiles.bootId();
  private final @Nullable UUID own;
  private @Nullable FileChannel lock;
  private @Nullable Object lockFile;

  Archiver(
      DirectoryFiles files,
      @Nullable UUID own,
      BadFiles badFiles,
      ProcessOptions options,
      ArchiveSteps steps) {
    this.files = files;
    this.own = own;
    this.badFiles = badFiles;
    this.options = options;
    this.steps = steps;
  }

  /** Whether this process is the archiver, which it becomes if there is none. */
  boolean isElected() throws IOException {
    Path path = files.archiverLock();
    if (lock != null && !Objects.equals(lockFile, DirectoryFiles.identity(path))) {
      // Somebody has deleted it, and another process may have locked one that is new.
      close();
    }
    // The first attempt may make the file.
    for (int attempt = 0; lock == null && attempt < ATTEMPTS; attempt++) {
      Object before = DirectoryFiles.identity(path);
      lock = DirectoryFiles.lock(path);
      if (lock == null) {
        return false;
      }
      lockFile = before;
      if (!Objects.equals(before, DirectoryFiles.identity(path))) {
        // The file that is locked may be one that somebody has just deleted.
        close();
      }
    }
    return lock != null;
  }

  /**
   * Adds all that are dead.
   *
   * @return how many
   */
  int archiveDead() throws IOException {
    deleteLeftovers();
    Archive present = Archive.read(files.archive(), options.maxSeries);
    List<Path> dead = new ArrayList<>();
    Set<UUID> still = new HashSet<>();
    for (Path path : files.allValues()) {
      UUID id = DirectoryFiles.id(path);
      if (id != null && present.absorbed.contains(id)) {
        Files.deleteIfExists(path);
        if (Files.exists(path)) {
          still.add(id);
        }
      } else if (id != null && !id.equals(own) && !badFiles.isKnown(path)) {
        dead.add(path);
      }
    }
    long now = System.currentTimeMillis();
    Totals totals = new Totals(options.maxSeries, false, now + options.deadGauges.toMillis());
    totals.addAll(present.totals, now);
    List<Path> added = new ArrayList<>();
    for (Path path : dead) {
      UUID id = add(path, present, totals, added.isEmpty());
      if (id != null) {
        added.add(path);
        still.add(id);
      }
    }
    if (added.isEmpty()) {
      return 0;
    }
    Archive next =
        new Archive(present.generation + 1, still, present.processes + added.size(), totals);
    next.instances.addAll(present.instances);
    next.foldedInstances = present.foldedInstances;
    next.write(files.nextArchive(), files.archive(), steps);
    steps.reached(ArchiveSteps.Step.ARCHIVED);
    for (Path path : added) {
      Files.deleteIfExists(path);
      steps.reached(ArchiveSteps.Step.DELETED_ONE);
    }
    steps.reached(ArchiveSteps.Step.DELETED_ALL);
    return added.size();
  }

  /** Adds a file if its process is dead, and returns its id. */
  private @Nullable UUID add(Path path, Archive archive, Totals totals, boolean isFirst) {
    try (FileView view = FileView.open(path)) {
      if (view.isAlive()) {
        return null;
      }
      if (isFirst) {
        steps.reached(ArchiveSteps.Step.LISTED);
      }
      FileHeader header = view.header();
      if (!header.id.equals(DirectoryFiles.id(path))) {
        throw new BadFileException("it is named after another process");
      }
      ProcessValues values = new ProcessValues(header);
      values.update(view.segments(false));
      String instance = values.instance();
      boolean folds = foldInstance(values, archive);
      addWhole(path, values, totals);
      if (folds) {
        archive.foldedInstances++;
      } else if (instance != null) {
        archive.instances.add(instance);
      }
      steps.reached(ArchiveSteps.Step.READ);
      return header.id;
    } catch (NoSuchFileException e) {
      return null;
    } catch (ClosedChannelException e) {
      // An interrupt of this thread has closed it, and says nothing of the file.
      return null;
    } catch (IOException e) {
      badFiles.add(path, e);
      return null;
    }
  }

  /** What a process is called may differ with each, and an archive lives long. */
  private boolean foldInstance(ProcessValues values, Archive archive) {
    String instance = values.instance();
    if (instance == null
        || archive.instances.contains(instance)
        || archive.instances.size() < options.maxInstances) {
      return false;
    }
    values.foldInstance();
    return true;
  }

  /** Ends the round if a file that looks sound cannot be added as a whole. */
  private void addWhole(Path path, ProcessValues values, Totals totals) {
    try {
      values.addTo(
          totals, new ProcessValues.Process(values, false, boot.equals(values.header.boot)));
    } catch (RuntimeException e) {
      badFiles.add(path, e);
      throw new IllegalStateException("half of " + path + " was added to nothing", e);
    }
  }

  /** Deletes what processes have left that were killed when they had hardly begun. */
  private void deleteLeftovers() throws IOException {
    for (Path path : files.allNewValues()) {
      if (RegularFile.isOther(path, LinkOption.NOFOLLOW_LINKS)) {
        continue;
      }
      try (FileChannel channel = FileChannel.open(path, LinkOption.NOFOLLOW_LINKS)) {
        boolean old =
            System.currentTimeMillis() - Files.getLastModifiedTime(path).toMillis() > NEW_MILLIS;
        if (old && channel.tryLock(0, 1, true) != null) {
          Files.deleteIfExists(path);
        }
      } catch (IOException | RuntimeException e) {
        AgentLog.warnOnce("multiproc-new:" + path, path + " is left alone: " + e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (lock != null) {
      lock.close();
      lock = null;
    }
  }
}
