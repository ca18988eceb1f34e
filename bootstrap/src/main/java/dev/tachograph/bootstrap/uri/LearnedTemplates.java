package dev.tachograph.bootstrap.uri;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The tree of all hosts and paths, replaced as a whole whenever it learns something: nobody waits
 * for anybody, and whoever is too late learns it again from what the others have made of it.
 *
 * <p>A tree that would grow too large is put under a lower limit, half the former one, until it
 * fits: memory is bounded, whatever comes.
 */
final class LearnedTemplates {
  /** How many places a tree may have: about 100 bytes each. */
  static final int MAX_PLACES = 10_000;

  private static final class Version {
    final TemplateTree tree;
    final int limit;
    final int number;

    Version(TemplateTree tree, int limit, int number) {
      this.tree = tree;
      this.limit = limit;
      this.number = number;
    }
  }

  private final AtomicReference<Version> current;

  LearnedTemplates(int limit) {
    current = new AtomicReference<>(new Version(TemplateTree.EMPTY, limit, 0));
  }

  /** Changes when a place is opened, so that earlier answers may be others now. */
  int version() {
    return current().number;
  }

  /** How many places the tree has. */
  int places() {
    return current().tree.size();
  }

  /** Whether there have been too many hosts to tell them apart. */
  boolean anyHost() {
    return current().tree.isOpen();
  }

  /** Replaces values in the path as far as it is known; whether it is known as a whole. */
  boolean resolve(String[] path) {
    return current().tree.resolve(path) == path.length;
  }

  /**
   * Learns a path, and replaces values in it.
   *
   * @return the version that did
   */
  int learn(String[] path) {
    while (true) {
      Version before = current();
      int known = before.tree.resolve(path);
      if (known == path.length) {
        return before.number;
      }
      TemplateTree tree = before.tree.with(path, before.limit);
      boolean opened = tree.size() != before.tree.size() + path.length - known;
      int limit = before.limit;
      while (tree.size() > MAX_PLACES && limit > 1) {
        limit /= 2;
        tree = tree.reduced(limit);
        opened = true;
      }
      current.compareAndSet(
          before, new Version(tree, limit, opened ? before.number + 1 : before.number));
    }
  }

  @SuppressWarnings("NullAway") // Never set to null.
  private Version current() {
    return current.get();
  }
}
