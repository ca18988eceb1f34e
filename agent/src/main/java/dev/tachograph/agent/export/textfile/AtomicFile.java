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
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that is complete at every instant. Its readers see either the previous content or the
 * next, even if the process or the machine dies in between.
 *
 * <p>The next content goes to a temporary file in the same directory, so on the same file system.
 * It is forced to the disk, and then renamed. Temporary files are called {@code
 * .NAME.RANDOM.tachograph-tmp}; a reader that looks for {@code *.prom} does not see them. A process
 * that is killed while it writes leaves one behind, and its successor removes it.
 *
 * <p>A writer locks its file from the first byte until the next file has taken its place. So the
 * lock shows whether the writer is alive. For a temporary file, this decides whether it may be
 * removed. For the file itself, it shows that another process writes it, and this process then
 * leaves it alone. A process id would not do, because two containers that share the directory do
 * not see each other's processes.
 *
 * <p>Anything else with such a name, such as another user's link or pipe, is not touched: opening a
 * pipe may take for ever. Not thread-safe.
 */
public final class AtomicFile implements AutoCloseable {
  private static final String TEMPORARY_SUFFIX = ".tachograph-tmp";

  /** After all content, because some systems forbid reading a locked byte. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  /** The permissions of a file that another user reads. */
  public static final String READABLE_BY_ALL = "rw-r--r--";

  private final Path directory;
  private final String permissions;
  private final Path target;
  private final String temporaryPrefix;

  /** Holds the lock of the present file, if this process wrote it. */
  private @Nullable FileChannel current;

  private @Nullable Object currentKey;

  /** Writes the content. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * @param permissions as in {@link #READABLE_BY_ALL}
   */
  public AtomicFile(Path directory, String name, String permissions) {
    this.directory = directory;
    this.permissions = permissions;
    this.target = directory.resolve(name);
    this.temporaryPrefix = "." + name + ".";
  }

  public Path path() {
    return target;
  }

  public void replace(Content content) throws IOException {
    if (isOfAnotherProcess()) {
      throw new FileSystemException(
          target.toString(),
          null,
          "another JVM writes it, let each have a textfile.file-name of its own");
    }
    Path temporary = directory.resolve(temporaryPrefix + unique() + TEMPORARY_SUFFIX);
    FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      // Not after the lock, which this would lose: it opens and closes the file.
      permit(temporary);
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

  /** Releases the lock, so that another process may write the file. */
  @Override
  public void close() throws IOException {
    FileChannel last = current;
    current = null;
    if (last != null) {
      last.close();
    }
  }

  /** The process's own mask may forbid others to read what it creates. */
  private void permit(Path path) throws IOException {
    PosixFileAttributeView posix =
        Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (posix != null) {
      posix.setPermissions(PosixFilePermissions.fromString(permissions));
    }
  }

  private boolean isOfAnotherProcess() {
    try {
      BasicFileAttributes present = attributes(target);
      while (present.isRegularFile()) {
        // Opening and closing the file would lose the lock that this process has on it.
        boolean ours =
            current != null && (currentKey == null || currentKey.equals(present.fileKey()));
        if (ours || isLocked(target)) {
          return !ours;
        }
        BasicFileAttributes still = attributes(target);
        if (Objects.equals(still.fileKey(), present.fileKey())) {
          return false;
        }
        // Its owner has replaced it meanwhile, and let go of what was looked at.
        present = still;
      }
      return false;
    } catch (IOException e) {
      // There is no file, or no locks. Writing will report the problem.
      return false;
    }
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /** Removes only this file's temporary files that nobody writes any more. */
  public void removeStaleTemporaries() throws IOException {
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

  /** Whether the file is a regular one that no process writes or has written. */
  public static boolean isAbandoned(Path path) {
    try {
      return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && !isLocked(path);
    } catch (IOException e) {
      // Not ours to remove, or no locks here: a file that may be in use stays.
      return false;
    }
  }

  /**
   * Whether a process writes the file.
   *
   * @throws IOException if that cannot be determined
   */
  private static boolean isLocked(Path path) throws IOException {
    // For reading and writing, because what has meanwhile become a pipe then opens without a
    // partner.
    try (FileChannel channel =
        FileChannel.open(
            path, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      // Shared, so that two processes that check at once do not take each other for the writer.
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
      // The file system has no locks: a successor of a killed process will leave its file alone.
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
