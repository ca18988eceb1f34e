package dev.tachograph.agent.instrument;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Values for class loaders, kept as long as the loader lives. Takes no lock and holds no loader.
 */
final class LoaderTable<V> {
  /** Compares loaders by identity, whatever their {@code equals} says. */
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

  private final ConcurrentMap<Key, V> known = new ConcurrentHashMap<>();
  private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();

  @Nullable V get(ClassLoader loader) {
    return known.get(new Key(loader, null));
  }

  /** Keeps a value, unless there is one, and returns the one that is kept. */
  V keep(ClassLoader loader, V value) {
    expunge();
    V before = known.putIfAbsent(new Key(loader, collected), value);
    return before == null ? value : before;
  }

  /** The number of known loaders. */
  int size() {
    expunge();
    return known.size();
  }

  private void expunge() {
    for (Object key = collected.poll(); key != null; key = collected.poll()) {
      known.remove(key);
    }
  }
}
