package dev.tachograph.bootstrap.probe;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to an object of a library for as long as that lives, for where the object itself has
 * no room for it. Objects are told apart by identity; nothing is locked.
 *
 * <p>A chain of nodes is never changed but replaced as a whole, by compare-and-set, so that whoever
 * has begun to read one reads it to its end.
 */
final class WeakTable<V> {
  /** A key that nobody else has any more, with what belonged to it. */
  private static final class Node<V> extends WeakReference<Object> {
    final int hash;
    final V value;
    final @Nullable Node<V> next;

    Node(Object key, ReferenceQueue<Object> queue, int hash, V value, @Nullable Node<V> next) {
      super(key, queue);
      this.hash = hash;
      this.value = value;
      this.next = next;
    }
  }

  /** Told of values whose keys are gone, of some of them twice. */
  interface Abandoned<V> {
    void abandoned(V value);
  }

  private static final int CHAINS = 1024;

  private final ReferenceQueue<Object> queue = new ReferenceQueue<>();
  private final AtomicReferenceArray<@Nullable Node<V>> chains = new AtomicReferenceArray<>(CHAINS);
  private final @Nullable Abandoned<V> listener;

  WeakTable(@Nullable Abandoned<V> listener) {
    this.listener = listener;
  }

  /** Keeps a value for the key; one that it had before is forgotten. */
  void put(Object key, V value) {
    expunge();
    remove(key);
    int hash = System.identityHashCode(key);
    int chain = hash & CHAINS - 1;
    Node<V> head;
    do {
      head = chains.get(chain);
    } while (!chains.compareAndSet(chain, head, new Node<>(key, queue, hash, value, head)));
  }

  /** The value of the key, or null. */
  @Nullable V get(Object key) {
    Node<V> node = find(System.identityHashCode(key), key);
    return node == null ? null : node.value;
  }

  /** The value of the key, or null, to nobody else from now on. */
  @Nullable V remove(Object key) {
    int hash = System.identityHashCode(key);
    while (true) {
      Node<V> node = find(hash, key);
      if (node == null) {
        return null;
      }
      if (unlink(node)) {
        return node.value;
      }
    }
  }

  private @Nullable Node<V> find(int hash, Object key) {
    Node<V> node = chains.get(hash & CHAINS - 1);
    while (node != null && (node.hash != hash || node.get() != key)) {
      node = node.next;
    }
    return node;
  }

  /** Replaces the chain by one without the node; false if it was not in it. */
  private boolean unlink(Node<V> gone) {
    int chain = gone.hash & CHAINS - 1;
    while (true) {
      Node<V> head = chains.get(chain);
      if (!contains(head, gone)) {
        return false;
      }
      if (chains.compareAndSet(chain, head, without(head, gone))) {
        return true;
      }
    }
  }

  private static <V> boolean contains(@Nullable Node<V> head, Node<V> wanted) {
    for (Node<V> node = head; node != null; node = node.next) {
      if (node == wanted) {
        return true;
      }
    }
    return false;
  }

  /** What follows the node is shared, what precedes it copied, in the opposite order. */
  private @Nullable Node<V> without(@Nullable Node<V> head, Node<V> gone) {
    Node<V> rest = gone.next;
    for (Node<V> node = head; node != gone && node != null; node = node.next) {
      Object key = node.get();
      if (key != null) {
        rest = new Node<>(key, queue, node.hash, node.value, rest);
      } else {
        abandon(node);
      }
    }
    return rest;
  }

  @SuppressWarnings("unchecked") // Only nodes of this table are in its queue.
  private void expunge() {
    Node<V> node = (Node<V>) queue.poll();
    while (node != null) {
      if (unlink(node)) {
        abandon(node);
      }
      node = (Node<V>) queue.poll();
    }
  }

  private void abandon(Node<V> node) {
    if (listener != null) {
      listener.abandoned(node.value);
    }
  }
}
