package dev.tachograph.agent.export.textfile;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * A file that is whole at every instant: its readers see either the previous content or the next,
 * even if the process or the machine dies in between.
 *
 * <p>The next content goes to a temporary file beside it, on the same file system, is forced to the
 * disk, and then takes the name. Temporary files are called {@code .NAME.RANDOM.tachograph-tmp}; a
 * reader that looks for {@code *.prom} does not see them. A process that is killed while it writes
 * leaves one behind, for its successor to remove.
 *
 * <p>A file is locked from its first byte on until the next one has taken its place, so its lock
 * tells whether whoever wrote it is alive: that of a temporary file, whether it may be removed;
 * that of the file itself, whether another process writes it, which is then left to that. A process
 * id would not do, as two containers that share the directory do not see each other's.
 *
 * <p>What else there is under such names, a link or a pipe of somebody else's, is not touched: to
 * open a pipe may take for ever. Not thread-safe.
 */
final class AtomicFile implements AutoCloseable {
  private static final String TEMPORARY_SUFFIX = ".tachograph-tmp";

  /** Behind all content: some systems let nobody read what is locked. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final Path directory;
  private final Path target;
  private final String temporaryPrefix;

  /** Keeps the lock of the file that has the name, if it is ours. */
  private @Nullable FileChannel current;

  private @Nullable Object currentKey;

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
    if (isOfAnotherProcess()) {
      throw new FileSystemException(
          target.toString(),
          null,
          "another JVM writes it, let each have a textfile.file-name of its own");
    }
    Path temporary = directory.resolve(temporaryPrefix + unique() + TEMPORARY_SUFFIX);
    // Created with the permissions that the process gives its files, as the reader is another user.
    FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      lock(channel);
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
      content.writeTo(out);
      out.flush();
      channel.force(true);
      Object key = attributes(temporary).fileKey();
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      close();
      current = channel;
      currentKey = key;
    } catch (IOException | RuntimeException | Error e) {
      closeAfter(e, channel);
      deleteAfter(e, temporary);
      throw e;
    }
  }

  /** The file may be written by another process from now on. */
  @Override
  public void close() throws IOException {
    FileChannel last = current;
    current = null;
    if (last != null) {
      last.close();
    }
  }

  private boolean isOfAnotherProcess() {
    try {
      BasicFileAttributes present = attributes(target);
      if (!present.isRegularFile()) {
        return false;
      }
      // To open a file and close it again would lose the lock that this process has on it.
      boolean ours =
          current != null && (currentKey == null || currentKey.equals(present.fileKey()));
      return !ours && isLocked(target);
    } catch (IOException e) {
      // There is none, or no locks: the writing itself will tell what is wrong.
      return false;
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
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
    return name.startsWith(temporaryPrefix)
        && name.endsWith(TEMPORARY_SUFFIX)
        && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isAbandoned(Path temporary) {
    try {
      return !isLocked(temporary);
    } catch (IOException e) {
      // Not ours to remove, or no locks here: what cannot be known to be abandoned stays.
      return false;
    }
  }

  /**
   * Whether somebody writes the file.
   *
   * @throws IOException if that cannot be known
   */
  private static boolean isLocked(Path path) throws IOException {
    // For both ways, since what has become a pipe in the meantime then opens without a partner.
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      // Shared, so that two who look at once do not take each other for the writer.
      FileLock lock = channel.tryLock(LOCKED_BYTE, 1, true);
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }

  private static void lock(FileChannel channel) {
    try {
      channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (IOException e) {
      // A file system without locks: a successor of a killed process will leave its file alone.
    }
  }

  private static String unique() {
    return Long.toHexString(System.currentTimeMillis()) + Long.toHexString(System.nanoTime());
  }

  private static void closeAfter(Throwable cause, FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static void deleteAfter(Throwable cause, Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
