package dev.tachograph.agent.export.processes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The names in a directory, and its locks. */
final class DirectoryFiles {
  private static final String VALUES = ".values";
  private static final String TEMPORARY = ".new";
  private static final String[] REMOTE = {"nfs", "cifs", "smb", "9p", "afs", "ceph", "lustre"};

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  final Path directory;

  DirectoryFiles(Path directory) {
    this.directory = directory;
  }

  Path archive() {
    return directory.resolve("archive");
  }

  Path nextArchive() {
    return directory.resolve("archive.new");
  }

  Path archiverLock() {
    return directory.resolve("archiver.lock");
  }

  Path sidecarLock() {
    return directory.resolve("sidecar.lock");
  }

  Path startLock() {
    return directory.resolve("start.lock");
  }

  Path values(UUID id) {
    return directory.resolve(id + VALUES);
  }

  Path newValues(UUID id) {
    return directory.resolve(id + TEMPORARY);
  }

  /** The files of processes, in the order of their names. */
  List<Path> allValues() throws IOException {
    return list("*" + VALUES);
  }

  /** Files of processes that were killed before they had begun, or are about to begin. */
  List<Path> allNewValues() throws IOException {
    List<Path> files = list("*" + TEMPORARY);
    files.remove(nextArchive());
    return files;
  }

  private List<Path> list(String pattern) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, pattern)) {
      stream.forEach(files::add);
    } catch (NoSuchFileException e) {
      // Somebody has deleted the directory: nobody has a file there.
      return files;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(files);
    return files;
  }

  /** The process that a file is named after; null if it is named otherwise. */
  static @Nullable UUID id(Path values) {
    String name = String.valueOf(values.getFileName());
    try {
      return UUID.fromString(name.substring(0, name.length() - VALUES.length()));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  /**
   * Locks a file until the channel is closed; null if another process has locked it, or a user has
   * it to himself.
   */
  static @Nullable FileChannel lock(Path file) throws IOException {
    FileChannel channel;
    try {
      channel = openForAll(file);
    } catch (AccessDeniedException e) {
      return null;
    }
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Closing the channel would release the lock that this very JVM holds.
      return null;
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
    channel.close();
    return null;
  }

  /**
   * Makes the file if there is none, so that processes of other users can lock it as well. Others
   * may write to the directory: a link there could lead to any file of this user.
   */
  private static FileChannel openForAll(Path file) throws IOException {
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      return FileChannel.open(
          file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view != null) {
      try {
        view.setPermissions(PosixFilePermissions.fromString("rw-rw-rw-"));
      } catch (IOException e) {
        // Somebody has replaced it: it is locked all the same.
        return channel;
      }
    }
    return channel;
  }

  /**
   * @throws IOException if the directory cannot be used: it cannot be made, or is on a file system
   *     whose locks do not tell who lives
   */
  void check() throws IOException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new IOException("it is not a directory");
    }
    Files.createDirectories(directory);
    if (!Files.isWritable(directory)) {
      throw new IOException("this user may not write there");
    }
    checkType(Files.getFileStore(directory).type());
  }

  /** Throws if locks on a file system of this type do not tell who lives. */
  static void checkType(String fileSystem) throws IOException {
    String type = fileSystem.toLowerCase(Locale.ROOT);
    for (String remote : REMOTE) {
      if (type.startsWith(remote) || type.startsWith("fuse." + remote)) {
        throw new IOException(
            "it is on a file system of type "
                + fileSystem
                + ", whose locks do not tell which processes live; use a local one, such as tmpfs");
      }
    }
  }

  /** Says which file this is, whatever its name; null if there is none or that is unknown. */
  static @Nullable Object identity(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .fileKey();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Differs after each start of the machine; zero where the system does not say. */
  static UUID bootId() {
    try {
      return UUID.fromString(Files.readString(BOOT_ID).trim());
    } catch (IOException | IllegalArgumentException e) {
      return new UUID(0, 0);
    }
  }
}
