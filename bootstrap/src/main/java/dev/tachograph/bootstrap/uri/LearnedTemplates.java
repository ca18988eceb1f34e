package dev.tachograph.bootstrap.uri;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The tree of all hosts and paths. Compare-and-set replaces the whole tree when it learns a path,
 * so no thread waits for another. A thread that loses learns its path again, from the winner's
 * tree.
 *
 * <p>If a tree would grow too large, its limit is halved until it fits, so memory is always
 * bounded.
 */
final class LearnedTemplates {
  /** The largest number of places in a tree, about 100 bytes each. */
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

  /** Changes when a place is opened, because earlier results may then be obsolete. */
  int version() {
    return current().number;
  }

  /** The number of places in the tree. */
  int places() {
    return current().tree.size();
  }

  /** Whether there have been too many hosts to distinguish them. */
  boolean anyHost() {
    return current().tree.isOpen();
  }

  /** Replaces values in the known part of the path; returns whether all of it is known. */
  boolean resolve(String[] path) {
    return current().tree.resolve(path) == path.length;
  }

  /**
   * Learns a path, and replaces values in it.
   *
   * @return the version that was used
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
