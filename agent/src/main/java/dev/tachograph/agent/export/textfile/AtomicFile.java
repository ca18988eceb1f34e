package dev.tachograph.agent.export.textfile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is whole at every instant: its readers see either the previous content or the next,
 * even if the process or the machine dies in between.
 *
 * <p>The next content goes to a temporary file beside it, on the same file system, is forced to the
 * disk, and then takes the name. Temporary files are called {@code .NAME.RANDOM.tachograph-tmp}; a
 * reader that looks for {@code *.prom} does not see them. A process that is killed while it writes
 * leaves one behind, for its successor to remove. Which of them nobody writes any more is known by
 * their locks, which end with the process that holds them; a process id would not do, as two
 * containers that share the directory do not see each other's.
 *
 * <p>Not thread-safe.
 */
final class AtomicFile {
  private static final String TEMPORARY_SUFFIX = ".tachograph-tmp";

  private final Path directory;
  private final Path target;
  private final String temporaryPrefix;

  /** Writes the content. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  AtomicFile(Path directory, String name) {
    this.directory = directory;
    this.target = directory.resolve(name);
    this.temporaryPrefix = "." + name + ".";
  }

  Path path() {
    return target;
  }

  void replace(Content content) throws IOException {
    Path temporary = directory.resolve(temporaryPrefix + unique() + TEMPORARY_SUFFIX);
    // Created with the permissions that the process gives its files, as the reader is another user.
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      lock(channel);
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
      content.writeTo(out);
      out.flush();
      channel.force(true);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException | Error e) {
      deleteAfter(e, temporary);
      throw e;
    }
  }

  /** Removes the temporary files of this file that nobody writes any more, and nothing else. */
  void removeStaleTemporaries() throws IOException {
    try (DirectoryStream<Path> temporaries = Files.newDirectoryStream(directory, this::isOurs)) {
      for (Path temporary : temporaries) {
        if (isAbandoned(temporary)) {
          Files.deleteIfExists(temporary);
        }
      }
    }
  }

  private boolean isOurs(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(temporaryPrefix) && name.endsWith(TEMPORARY_SUFFIX);
  }

  private static boolean isAbandoned(Path temporary) {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      // Not ours to remove, or no locks here: what cannot be known to be abandoned stays.
      return false;
    }
  }

  private static void lock(FileChannel channel) {
    try {
      channel.tryLock();
    } catch (IOException e) {
      // A file system without locks: a successor of a killed process will leave its file alone.
    }
  }

  private static String unique() {
    return Long.toHexString(System.currentTimeMillis()) + Long.toHexString(System.nanoTime());
  }

  private static void deleteAfter(Throwable cause, Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
