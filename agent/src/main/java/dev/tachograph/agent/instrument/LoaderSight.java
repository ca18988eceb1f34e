package dev.tachograph.agent.instrument;

import dev.tachograph.agent.instrument.classloader.ClassLoaderInstrumentation;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
  private static final String ASKED_FOR = "dev.tachograph.bootstrap.probe.Probes";

  /** Loaders are told apart by identity, whatever they say themselves. */
  private static final class Key extends WeakReference<ClassLoader> {
    private final int hash;

    Key(ClassLoader loader, @Nullable ReferenceQueue<ClassLoader> queue) {
      super(loader, queue);
      this.hash = System.identityHashCode(loader);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      ClassLoader loader = get();
      return loader != null && other instanceof Key && ((Key) other).get() == loader;
    }
  }

  private final Weaving weaving;
  private final String[] ofPackages = new ClassLoaderInstrumentation().classNames();
  private final ConcurrentMap<Key, Boolean> known = new ConcurrentHashMap<>();
  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

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
    Boolean seen = known.get(new Key(loader, null));
    if (seen == null) {
      expunge();
      seen = asks(loader);
      known.put(new Key(loader, collected), seen);
    }
    return seen;
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

  private void expunge() {
    for (Object key = collected.poll(); key != null; key = collected.poll()) {
      known.remove(key);
    }
  }

  /** How many loaders are known. */
  int size() {
    expunge();
    return known.size();
  }
}
