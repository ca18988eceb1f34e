package dev.tachograph.agent.export.processes;

import dev.tachograph.agent.log.AgentLog;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the archive and the files of a directory. Thread-safe.
 *
 * <p>An archiver may move a file into the archive at any moment. So this class reads the archive,
 * then the files, and then looks whether the archive is still the same. If not, it begins again: so
 * no process is missing and none counts twice.
 */
final class DirectorySum {
  private static final int ATTEMPTS = 50;

  private final DirectoryFiles files;
  private final ProcessOptions options;
  private final BadFiles badFiles;
  private final @Nullable OwnFile own;
  private final @Nullable ProcessValues ownValues;
  private final UUID boot = DirectoryFiles.bootId();
  private final Map<UUID, Living> living = new HashMap<>();
  private @Nullable Archive archive;
  private @Nullable Sum last;

  DirectorySum(
      DirectoryFiles files, ProcessOptions options, BadFiles badFiles, @Nullable OwnFile own) {
    this.files = files;
    this.options = options;
    this.badFiles = badFiles;
    this.own = own;
    this.ownValues = own == null ? null : new ProcessValues(own.header());
  }

  /** What was found. */
  static final class Sum {
    final Totals totals;
    int living;
    int dead;
    int leftOut;
    long archived;
    long foldedInstances;

    Sum(Totals totals) {
      this.totals = totals;
    }
  }

  private static final class Living {
    final FileView view;
    final ProcessValues values;

    Living(FileView view) {
      this.view = view;
      this.values = new ProcessValues(view.header());
    }
  }

  /** The numbers of all processes, as they are now. */
  synchronized Sum read() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Archive present = archive();
      Sum sum = tryRead(present);
      if (sum != null && Archive.generation(files.archive()) == present.generation) {
        last = sum;
        return sum;
      }
    }
    Sum known = last;
    if (known == null) {
      throw new IOException(files.directory + " changes too fast to be read");
    }
    return known;
  }

  private Archive archive() throws IOException {
    Archive known = archive;
    if (known == null || Archive.generation(files.archive()) != known.generation) {
      try {
        known = Archive.read(files.archive(), options.maxSeries);
      } catch (BadFileException e) {
        badFiles.add(files.archive(), e);
        long generation = Archive.generation(files.archive());
        known = new Archive(generation, Set.of(), 0, new Totals(options.maxSeries, false, 0));
      }
      archive = known;
    }
    return known;
  }

  /** Null if files have changed while they were read. */
  private @Nullable Sum tryRead(Archive present) throws IOException {
    Sum sum = new Sum(new Totals(options.maxSeries, true, expiry()));
    sum.archived = present.processes;
    sum.foldedInstances = present.foldedInstances;
    sum.totals.addAll(present.totals, System.currentTimeMillis());
    if (own != null && ownValues != null) {
      ownValues.update(own.segments());
      ownValues.addTo(sum.totals, new ProcessValues.Process(ownValues, true, true));
      sum.living++;
    }
    Set<UUID> found = new HashSet<>();
    boolean complete = true;
    List<Path> paths = files.allValues();
    for (Path path : paths) {
      UUID id = DirectoryFiles.id(path);
      if (id == null) {
        badFiles.add(path, new BadFileException("its name is not that of a process"));
      } else if (!badFiles.isKnown(path)
          && !present.absorbed.contains(id)
          && (own == null || !own.header().id.equals(id))) {
        if (sum.living + sum.dead >= options.maxProcesses) {
          sum.leftOut++;
          AgentLog.warnOnce(
              "multiproc-limit",
              files.directory + " has more processes than multiproc.max-processes allows");
        } else {
          found.add(id);
          complete &= add(id, path, sum);
        }
      }
    }
    forgetAllBut(found);
    return complete ? sum : null;
  }

  private long expiry() {
    return System.currentTimeMillis() + options.deadGauges.toMillis();
  }

  /** Returns false if everything must be read again. */
  private boolean add(UUID id, Path path, Sum sum) throws ClosedChannelException {
    Living known = living.get(id);
    try {
      if (known == null) {
        known = new Living(FileView.open(path));
        living.put(id, known);
        if (!known.view.header().id.equals(id)) {
          throw new BadFileException("it is named after another process");
        }
      }
      return known.view.isAlive() ? addLiving(known, path, sum) : addDead(known, path, sum);
    } catch (NoSuchFileException e) {
      forget(id);
      return false;
    } catch (ClosedChannelException e) {
      // An interrupt of this thread has closed it, and says nothing of the file.
      forget(id);
      throw e;
    } catch (IOException e) {
      badFiles.add(path, e);
      forget(id);
      return true;
    }
  }

  private boolean addLiving(Living one, Path path, Sum sum) throws IOException {
    one.view.checkLength();
    try {
      one.values.update(one.view.segments(true));
      add(one.values, true, sum);
      sum.living++;
      return true;
    } catch (RuntimeException | InternalError e) {
      // An InternalError: somebody has made the file shorter at this very moment.
      badFiles.add(path, e);
      return false;
    }
  }

  /** A copy, that is not kept: the archiver will soon have added it. */
  private boolean addDead(Living one, Path path, Sum sum) throws IOException {
    try {
      ProcessValues values = new ProcessValues(one.view.header());
      values.update(one.view.segments(false));
      add(values, false, sum);
      sum.dead++;
      return true;
    } catch (RuntimeException e) {
      badFiles.add(path, e);
      return false;
    } finally {
      forget(one.view.header().id);
    }
  }

  private void add(ProcessValues values, boolean alive, Sum sum) {
    values.addTo(
        sum.totals, new ProcessValues.Process(values, alive, boot.equals(values.header.boot)));
  }

  private void forgetAllBut(Set<UUID> found) {
    for (UUID id : new HashSet<>(living.keySet())) {
      if (!found.contains(id)) {
        forget(id);
      }
    }
  }

  private void forget(UUID id) {
    Living known = living.remove(id);
    if (known != null) {
      try {
        known.view.close();
      } catch (IOException e) {
        AgentLog.warnOnce("multiproc-close", known.view.path() + " cannot be closed: " + e);
      }
    }
  }
}
