package dev.tachograph.agent.instrument;

import dev.tachograph.bootstrap.operation.CurrentOperation;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has threads keep their operations if the code of an operation can see a library that repeats
 * calls. The library's first class may be loaded in the middle of the first operation, which would
 * be too late for that one.
 */
final class RetrySight {
  private final Set<String> classes = new HashSet<>();
  private final LoaderTable<Boolean> looked = new LoaderTable<>();
  private volatile boolean watching;

  RetrySight() {
    for (LibraryInstrumentation library : Instrumentations.retryLibraries()) {
      for (String name : library.classNames()) {
        classes.add(name + ".class");
      }
    }
  }

  /** Code with an operation is woven; it sees what its loader finds. */
  void look(@Nullable ClassLoader loader) {
    if (watching || loader == null || looked.get(loader) != null) {
      return;
    }
    looked.keep(loader, Boolean.TRUE);
    if (seesAny(loader)) {
      watching = true;
      CurrentOperation.watch();
    }
  }

  private boolean seesAny(ClassLoader loader) {
    try {
      for (String name : classes) {
        if (loader.getResource(name) != null) {
          return true;
        }
      }
    } catch (RuntimeException | LinkageError e) {
      // A loader is the application's code and may do anything. The class is woven all the same.
    }
    return false;
  }
}
