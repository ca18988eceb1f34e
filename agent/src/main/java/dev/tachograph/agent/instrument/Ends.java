package dev.tachograph.agent.instrument;

import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.ClassWeaver;
import dev.tachograph.agent.weave.WeaveException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a class begins has an end: the classes with its ends are read, by the loader that
 * defines it, and woven on trial.
 *
 * <p>Classes of the JDK are not read, since to open its image takes 9 ms of every start; the fit
 * matrix has looked at them in its builds.
 */
public final class Ends {
  /** Where the class files of a library are found. */
  public interface ClassFiles {
    /** The class file of that internal name, or null if there is none. */
    byte @Nullable [] read(String className) throws IOException;
  }

  private static final String FIT = "";

  /** By the loader, then by the class that begins: what does not fit, or nothing. */
  private final LoaderTable<ConcurrentMap<String, String>> known = new LoaderTable<>();

  private final Set<String> loadedBefore;

  /**
   * @param loadedBefore classes that were loaded before, to which more may be added
   */
  public Ends(Set<String> loadedBefore) {
    this.loadedBefore = loadedBefore;
  }

  /**
   * Asks for the ends of what a class begins.
   *
   * @throws WeaveException if there is one that does not fit
   */
  void require(LibraryInstrumentation library, ShownClass shown) throws IOException {
    ClassLoader loader = shown.loader;
    String className = shown.name;
    if (loader == null || library.endsOf(className).length == 0) {
      return;
    }
    ConcurrentMap<String, String> ofLoader = known.get(loader);
    if (ofLoader == null) {
      ofLoader = known.keep(loader, new ConcurrentHashMap<>());
    }
    String misfit = ofLoader.get(className);
    if (misfit == null) {
      misfit = misfit(library, className, shown.others());
      ofLoader.put(className, misfit);
    }
    if (!misfit.equals(FIT)) {
      throw new WeaveException(misfit);
    }
  }

  /** As {@link #require}, of class files at hand. */
  public void require(LibraryInstrumentation library, String className, ClassFiles files)
      throws IOException {
    String misfit = misfit(library, className, files);
    if (!misfit.equals(FIT)) {
      throw new WeaveException(misfit);
    }
  }

  private String misfit(LibraryInstrumentation library, String className, ClassFiles files)
      throws IOException {
    for (String end : library.endsOf(className)) {
      String name = end.replace('/', '.');
      byte[] classFile = files.read(end);
      if (classFile == null) {
        return "there is no " + name;
      }
      try {
        ClassPlan plan = ClassPlan.of(classFile, loadedBefore.contains(end), false, loadedBefore);
        library.plan(end, plan);
        ClassWeaver.weave(classFile, plan);
      } catch (WeaveException e) {
        return "what it begins would have no end, since "
            + name
            + " does not fit: "
            + e.getMessage();
      }
    }
    return FIT;
  }
}
