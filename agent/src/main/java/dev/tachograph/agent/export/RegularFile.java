package dev.tachograph.agent.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Files that a configuration names. Only regular files are read, and links to them. Opening a pipe
 * would wait for its other end, and a device may never end.
 */
public final class RegularFile {
  private RegularFile() {}

  /**
   * The content of a file.
   *
   * @throws IOException if it is not a regular file, or cannot be read; the message names it
   */
  public static byte[] read(String file) throws IOException {
    Path path = Path.of(file);
    if (isOther(path)) {
      throw new IOException(file + " is not a regular file");
    }
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read", e);
    }
  }

  /** Whether there is something of this name that is not a regular file. */
  public static boolean isOther(Path path, LinkOption... links) {
    return Files.exists(path, links) && !Files.isRegularFile(path, links);
  }
}
