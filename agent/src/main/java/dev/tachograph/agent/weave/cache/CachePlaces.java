package dev.tachograph.agent.weave.cache;

import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files of woven classes, in the order of the search. The first is beside the agent's jar,
 * where {@code prepare} puts it. The second is in the user's own cache directory, where the agent
 * itself puts it. A configured file replaces both. The agent never uses a directory that users
 * share, such as /tmp.
 */
public final class CachePlaces {
  private static final int ENGINE_IN_NAME = 16;

  private final List<File> toRead;
  private final @Nullable File toWrite;

  private CachePlaces(List<File> toRead, @Nullable File toWrite) {
    this.toRead = toRead;
    this.toWrite = toWrite;
  }

  static CachePlaces configured(File file) {
    return new CachePlaces(Collections.singletonList(file), file);
  }

  /**
   * The places without configuration.
   *
   * @param home the user's home directory, as the JVM tells it; there may be none
   */
  static CachePlaces usual(
      File jar, String engine, Map<String, String> environment, @Nullable String home) {
    List<File> toRead = new ArrayList<>(2);
    toRead.add(besideJar(jar));
    File directory = ofUser(environment.get("XDG_CACHE_HOME"), home);
    File own = null;
    if (directory != null) {
      // Each version of the agent has its own file, so that two versions do not replace each
      // other's.
      own = new File(directory, engine.substring(0, ENGINE_IN_NAME) + ".woven");
      toRead.add(own);
    }
    return new CachePlaces(toRead, own);
  }

  /** The file that {@code prepare} writes for a jar. */
  public static File besideJar(File jar) {
    String name = jar.getName();
    String stem = name.endsWith(".jar") ? name.substring(0, name.length() - 4) : name;
    return new File(jar.getAbsoluteFile().getParentFile(), stem + ".woven");
  }

  private static @Nullable File ofUser(@Nullable String cacheHome, @Nullable String home) {
    if (cacheHome != null && new File(cacheHome).isAbsolute()) {
      return new File(cacheHome, "tachograph");
    }
    // A user without a home directory gets / or ? from the JVM.
    boolean usable = home != null && new File(home).isAbsolute() && home.length() > 1;
    return usable ? new File(new File(home, ".cache"), "tachograph") : null;
  }

  /** The files to read, in the order of the search. */
  List<File> toRead() {
    return toRead;
  }

  /** The file for newly woven classes; null if there is none. */
  @Nullable File toWrite() {
    return toWrite;
  }
}
