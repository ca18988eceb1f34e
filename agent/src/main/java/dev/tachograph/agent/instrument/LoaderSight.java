package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.classloader.ClassLoaderInstrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Which class loaders see the bootstrap classes, so that woven classes of theirs can be linked.
 *
 * <p>Almost all do, since they ask their parents. Those that are known not to, do if they have been
 * woven; they cannot be asked, as Felix answers differently to whoever is no bundle. Any other has
 * to be asked itself, once: where a class is being defined its loader has the locks that it takes
 * for that, and asking takes no others than the JVM does for the class's superclass. No lock is
 * taken here, and no loader is held.
 */
final class LoaderSight {
  private static final String ASKED_FOR = "dev.tachograph.bootstrap.Probes";

  private final Weaving weaving;
  private final String[] ofPackages = new ClassLoaderInstrumentation().classNames();
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

  /** The application's loader and that of the JDK's own modules. */
  private static boolean isOfJdk(ClassLoader loader) {
    return loader.getClass().getName().startsWith("jdk.internal.loader.");
  }

  /** Of its classes, the one that is known to ask by package, or null. */
  private @Nullable String ofPackages(ClassLoader loader) {
    for (Class<?> type = loader.getClass();
        type != null && type != ClassLoader.class;
        type = type.getSuperclass()) {
      String name = type.getName().replace('.', '/');
      for (String known : ofPackages) {
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
      // Loaders are classes of the application, and may do anything when asked.
      return false;
    }
  }

  /** How many loaders are known. */
  int size() {
    return known.size();
  }
}
