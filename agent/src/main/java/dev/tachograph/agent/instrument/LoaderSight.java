package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.classloader.ClassLoaderInstrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Knows which class loaders see the bootstrap classes, so that their woven classes can be linked.
 *
 * <p>Almost all do, because they ask their parents. Those known not to do so see them if they have
 * been woven. Asking these would not help, because Felix gives another answer to a caller that is
 * not a bundle. Any other loader is asked itself, once. While a loader defines a class it holds the
 * locks for that, and asking takes no other locks than the JVM takes for the class's superclass.
 * This class takes no lock and holds no loader.
 */
final class LoaderSight {
  private static final String ASKED_FOR = "dev.tachograph.bootstrap.Probes";

  /** A class of its own, because most programs have only class loaders of the JDK. */
  private static final class ByPackage {
    static final String[] CLASS_NAMES = new ClassLoaderInstrumentation().classNames();
  }

  private final Weaving weaving;
  private final LoaderTable<Boolean> known = new LoaderTable<>();

  LoaderSight(Weaving weaving) {
    this.weaving = weaving;
  }

  boolean sees(@Nullable ClassLoader loader) {
    if (loader == null || isOfJdk(loader)) {
      return true;
    }
    String ofPackages = ofPackages(loader);
    if (ofPackages != null) {
      return weaving.isWoven(ClassLoaderInstrumentation.NAME, ofPackages);
    }
    Boolean seen = known.get(loader);
    return seen == null ? known.keep(loader, asks(loader)) : seen;
  }

  /** The application's loader and the one of the JDK's own modules. */
  private static boolean isOfJdk(ClassLoader loader) {
    return loader.getClass().getName().startsWith("jdk.internal.loader.");
  }

  /** The class or superclass of the loader that is known to choose by package, or null. */
  private @Nullable String ofPackages(ClassLoader loader) {
    for (Class<?> type = loader.getClass();
        type != null && type != ClassLoader.class;
        type = type.getSuperclass()) {
      String name = type.getName().replace('.', '/');
      for (String known : ByPackage.CLASS_NAMES) {
        if (known.equals(name)) {
          return known;
        }
      }
    }
    return null;
  }

  private static boolean asks(ClassLoader loader) {
    try {
      return Class.forName(ASKED_FOR, false, loader).getClassLoader() == null;
    } catch (Throwable t) {
      // A loader is the application's code and may do anything.
      return false;
    }
  }

  /** The number of known loaders. */
  int size() {
    return known.size();
  }
}
