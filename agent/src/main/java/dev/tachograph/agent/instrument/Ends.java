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
 * Checks that the calls or tasks that begin in a class have an end. It reads the classes with the
 * ends through the loader that defines the class, and weaves them on trial.
 *
 * <p>It does not read classes of the JDK, because opening the JDK's image would cost each start 9
 * ms. The fit matrix checks them in the JDK's builds.
 */
public final class Ends {
  /** Reads class files of a library. */
  public interface ClassFiles {
    /** The class file of that internal name, or null if there is none. */
    byte @Nullable [] read(String className) throws IOException;
  }

  private static final String FIT = "";

  /** The misfit, or {@link #FIT}, by loader and by the class where calls or tasks begin. */
  private final LoaderTable<ConcurrentMap<String, String>> known = new LoaderTable<>();

  private final Set<String> loadedBefore;

  /**
   * @param loadedBefore classes that were loaded before; more may be added later
   */
  public Ends(Set<String> loadedBefore) {
    this.loadedBefore = loadedBefore;
  }

  /**
   * Requires the ends of the calls or tasks that begin in a class.
   *
   * @throws WeaveException if an end is missing or does not fit
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

  /** As {@link #require}, with the given class files. */
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
