package dev.tachograph.bootstrap.support;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to an object of a library for as long as that lives, for where the object itself has
 * no room for it. Objects are told apart by identity; nothing is locked.
 *
 * <p>A chain of nodes is never changed but replaced as a whole, by compare-and-set, so that whoever
 * has begun to read one reads it to its end. An entry is taken once, by whoever is first.
 */
public final class WeakTable<V> {
  /** Told of values whose keys are gone, on whatever thread uses the table next. */
  public interface Abandoned<V> {
    /** The key of this value is gone. */
    void abandoned(V value);
  }

  private static final class Entry<V> extends WeakReference<Object> {
    @SuppressWarnings("rawtypes")
    static final AtomicIntegerFieldUpdater<Entry> TAKEN =
        AtomicIntegerFieldUpdater.newUpdater(Entry.class, "taken");

    final int hash;
    final V value;
    volatile int taken;

    Entry(Object key, ReferenceQueue<Object> queue, int hash, V value) {
      super(key, queue);
      this.hash = hash;
      this.value = value;
    }

    boolean take() {
      return TAKEN.compareAndSet(this, 0, 1);
    }
  }

  private static final class Node<V> {
    final Entry<V> entry;
    final @Nullable Node<V> next;

    Node(Entry<V> entry, @Nullable Node<V> next) {
      this.entry = entry;
      this.next = next;
    }
  }

  private static final int CHAINS = 1024;

  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final AtomicReferenceArray<@Nullable Node<V>> chains = new AtomicReferenceArray<>(CHAINS);
  private final @Nullable Abandoned<V> listener;

  /**
   * @param listener null if nobody is to be told
   */
  public WeakTable(@Nullable Abandoned<V> listener) {
    this.listener = listener;
  }

  /** Keeps a value for the key; one that it had before is forgotten. */
  public void put(Object key, V value) {
    expunge();
    remove(key);
    Entry<V> entry = new Entry<>(key, queue, System.identityHashCode(key), value);
    int chain = entry.hash & CHAINS - 1;
    Node<V> head;
    do {
      head = chains.get(chain);
    } while (!chains.compareAndSet(chain, head, new Node<>(entry, head)));
  }

  /** The value of the key, or null. */
  public @Nullable V get(Object key) {
    Entry<V> entry = find(key);
    return entry == null ? null : entry.value;
  }

  /** The value of the key, or null, to nobody else from now on. */
  public @Nullable V remove(Object key) {
    Entry<V> entry = find(key);
    if (entry == null || !entry.take()) {
      return null;
    }
    unlink(entry.hash & CHAINS - 1);
    return entry.value;
  }

  private @Nullable Entry<V> find(Object key) {
    int hash = System.identityHashCode(key);
    Node<V> node = chains.get(hash & CHAINS - 1);
    while (node != null) {
      Entry<V> entry = node.entry;
      if (entry.hash == hash && entry.taken == 0 && entry.get() == key) {
        return entry;
      }
      node = node.next;
    }
    return null;
  }

  /** Replaces a chain by one without the entries that were taken. */
  private void unlink(int chain) {
    Node<V> head;
    Node<V> left;
    do {
      head = chains.get(chain);
      left = null;
      for (Node<V> node = head; node != null; node = node.next) {
        if (node.entry.taken == 0) {
          left = new Node<>(node.entry, left);
        }
      }
    } while (!chains.compareAndSet(chain, head, left));
  }

  @SuppressWarnings("unchecked") // Only entries of this table are in its queue.
  private void expunge() {
    Entry<V> entry = (Entry<V>) queue.poll();
    while (entry != null) {
      if (entry.take()) {
        unlink(entry.hash & CHAINS - 1);
        if (listener != null) {
          listener.abandoned(entry.value);
        }
      }
      entry = (Entry<V>) queue.poll();
    }
  }
}
