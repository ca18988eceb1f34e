package dev.tachograph.bootstrap.adopt;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for libraries with a registry of metrics: a registry is made, and the application
 * serves one.
 *
 * <p>It keeps no registry alive, and forgets those that were collected when the next one is made.
 */
public final class AdoptProbe {
  private static final ConcurrentLinkedQueue<FoundRegistry> FOUND =
      new ConcurrentLinkedQueue<FoundRegistry>();

  private AdoptProbe() {}

  /**
   * A registry is made. Subclasses may tell it twice.
   *
   * @param library the name of the library, as in the configuration
   */
  public static void created(Object registry, String library) {
    find(registry, library);
  }

  /**
   * The application makes something that serves the registry to Prometheus, or serves it.
   *
   * @param registry null is none
   */
  public static void served(@Nullable Object registry, String library) {
    if (registry != null) {
      find(registry, library).serve();
    }
  }

  /**
   * The application serves all registries of the library that are known so far.
   *
   * @param server what does, of the same class loader as the registries
   */
  public static void servedAll(Object server, String library) {
    for (FoundRegistry found : FOUND) {
      Object registry = found.get();
      if (registry != null
          && found.library().equals(library)
          && registry.getClass().getClassLoader() == server.getClass().getClassLoader()) {
        found.serve();
      }
    }
  }

  private static FoundRegistry find(Object registry, String library) {
    for (Iterator<FoundRegistry> all = FOUND.iterator(); all.hasNext(); ) {
      FoundRegistry found = all.next();
      Object known = found.get();
      if (known == registry) {
        return found;
      }
      if (known == null) {
        all.remove();
      }
    }
    FoundRegistry found = new FoundRegistry(registry, library);
    FOUND.add(found);
    return found;
  }

  /** The registries that exist, in the order in which they were made. */
  public static List<FoundRegistry> registries() {
    List<FoundRegistry> registries = new ArrayList<FoundRegistry>();
    for (FoundRegistry found : FOUND) {
      if (found.get() != null) {
        registries.add(found);
      }
    }
    return registries;
  }
}
