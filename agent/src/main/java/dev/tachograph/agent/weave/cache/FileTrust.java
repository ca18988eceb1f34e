package dev.tachograph.agent.weave.cache;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a file of woven classes may be used. Whoever can write the file runs code in this
 * JVM. So file and directory must belong to the JVM's own user, to root, or to the owner of the
 * agent's jar, who can run code here anyway. Nobody else may be able to write or replace them.
 *
 * <p>It compares users by number, because looking up their names can involve a directory service.
 */
final class FileTrust {
  private static final int TYPE = 0170000;
  private static final int REGULAR_FILE = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int WRITABLE_BY_OTHERS = 0022;
  private static final int ROOT = 0;

  private final int user;
  private final int jarOwner;

  private FileTrust(int user, int jarOwner) {
    this.user = user;
    this.jarOwner = jarOwner;
  }

  /**
   * For the user of this JVM.
   *
   * @return null where nothing can be trusted, because the system has no such permissions or does
   *     not tell who runs this JVM
   */
  static @Nullable FileTrust ofThisProcess(File jar) {
    // With this property, a call would make the application's own file system and run its code
    // before main.
    if (System.getProperty("java.nio.file.spi.DefaultFileSystemProvider") != null
        || !FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
      return null;
    }
    Integer user = owner(new File("/proc/self/"));
    Integer jarOwner = owner(jar);
    return user == null || jarOwner == null ? null : new FileTrust(user, jarOwner);
  }

  private static @Nullable Integer owner(File file) {
    try {
      return (Integer) Files.getAttribute(file.toPath(), "unix:uid");
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** Why the file may not be used, or null if it may. */
  @Nullable String objectionTo(File file) throws IOException {
    String objection = objectionTo(file.toPath(), REGULAR_FILE, "it");
    File directory = file.getAbsoluteFile().getParentFile();
    return objection != null || directory == null ? objection : objectionToDirectory(directory);
  }

  /** Why no file in that directory may be used, or null if some may. */
  @Nullable String objectionToDirectory(File directory) throws IOException {
    return objectionTo(directory.toPath(), DIRECTORY, "its directory");
  }

  private @Nullable String objectionTo(Path path, int type, String called) throws IOException {
    int mode = number(path, "unix:mode");
    int owner = number(path, "unix:uid");
    if ((mode & TYPE) != type) {
      return called + " is a link or something else that is not expected there";
    }
    if (owner != user && owner != ROOT && owner != jarOwner) {
      return called + " belongs to another user";
    }
    return (mode & WRITABLE_BY_OTHERS) == 0 ? null : called + " can be written by other users";
  }

  private static int number(Path path, String attribute) throws IOException {
    return (int) Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
  }
}
