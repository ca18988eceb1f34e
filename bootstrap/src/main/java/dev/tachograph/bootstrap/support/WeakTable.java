package dev.tachograph.bootstrap.support;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Attaches values to a library's objects that have no field for them, for as long as the objects
 * live. It distinguishes objects by identity and takes no lock.
 *
 * <p>A chain of nodes is immutable; compare-and-set replaces it as a whole. So a thread that has
 * begun to read a chain can read it to its end. Only the first thread to take an entry gets it.
 */
public final class WeakTable<V> {
  /** Receives values whose keys have been collected, on the thread that uses the table next. */
  public interface Abandoned<V> {
    /** The key of this value has been collected. */
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
   * @param listener null if no listener is needed
   */
  public WeakTable(@Nullable Abandoned<V> listener) {
    this.listener = listener;
  }

  /** Sets the value of the key, and drops the value that it had before. */
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

  /**
   * Removes the value of the key and returns it, or null. Only one of several callers gets the
   * value.
   */
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

  /** Replaces a chain by one without the taken entries. */
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
