package dev.tachograph.bootstrap.uri;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values seen at one place in the paths of a host, and at all places after it. Immutable:
 * learning makes another tree.
 *
 * <p>A place is <i>open</i> if it has had more values than the limit. Its only value is then
 * {@value #ANY}, which is followed by everything that followed its former values.
 *
 * <p>Invariant, <b>order does not matter</b>: the set of paths determines the tree. A place is open
 * if and only if its paths have more values there than the limit. It does not matter whether the
 * paths were added one by one or joined from another tree. So the same paths give the same tree in
 * any order.
 */
final class TemplateTree {
  /** Stands for all values of an open place. */
  static final String ANY = "{*}";

  private static final String[] NO_NAMES = {};
  private static final TemplateTree[] NO_TREES = {};

  /** A tree that has seen no path. */
  static final TemplateTree EMPTY = new TemplateTree(NO_NAMES, NO_TREES, false);

  private final String[] names;
  private final TemplateTree[] trees;
  private final boolean open;
  private final int size;

  private TemplateTree(String[] names, TemplateTree[] trees, boolean open) {
    this.names = names;
    this.trees = trees;
    this.open = open;
    int places = 1;
    for (TemplateTree tree : trees) {
      places += tree.size;
    }
    this.size = places;
  }

  /** The number of places. */
  int size() {
    return size;
  }

  boolean isOpen() {
    return open;
  }

  /**
   * Replaces values by {@link #ANY} where the tree is open.
   *
   * @return how many of the path's first values the tree knows: all, unless the path is new
   */
  int resolve(String[] path) {
    TemplateTree tree = this;
    for (int i = 0; i < path.length; i++) {
      TemplateTree next = tree.open ? tree.trees[0] : tree.get(path[i]);
      if (next == null) {
        return i;
      }
      if (tree.open) {
        path[i] = ANY;
      }
      tree = next;
    }
    return path.length;
  }

  /** The tree with one more path. */
  TemplateTree with(String[] path, int limit) {
    return with(path, 0, limit);
  }

  private TemplateTree with(String[] path, int from, int limit) {
    if (from == path.length) {
      return this;
    }
    int at = open ? 0 : indexOf(path[from]);
    if (at >= 0) {
      TemplateTree before = trees[at];
      TemplateTree after = before.with(path, from + 1, limit);
      return before == after ? this : replaced(at, after);
    }
    TemplateTree tail = EMPTY.with(path, from + 1, limit);
    return appended(path[from], tail).limited(limit);
  }

  /** The tree with all paths of another. */
  private TemplateTree joined(TemplateTree other, int limit) {
    if (other == EMPTY) {
      return this;
    }
    if (open || other.open) {
      TemplateTree all = allBehind(limit);
      return any(all.joined(other.allBehind(limit), limit));
    }
    TemplateTree tree = this;
    for (int i = 0; i < other.names.length; i++) {
      int at = tree.indexOf(other.names[i]);
      tree =
          at < 0
              ? tree.appended(other.names[i], other.trees[i])
              : tree.replaced(at, tree.trees[at].joined(other.trees[i], limit));
    }
    return tree.limited(limit);
  }

  /** The tree under a lower limit. */
  TemplateTree reduced(int limit) {
    TemplateTree[] below = new TemplateTree[trees.length];
    for (int i = 0; i < trees.length; i++) {
      below[i] = trees[i].reduced(limit);
    }
    return new TemplateTree(names, below, open).limited(limit);
  }

  private TemplateTree limited(int limit) {
    return names.length > limit ? opened(limit) : this;
  }

  private TemplateTree opened(int limit) {
    return any(allBehind(limit));
  }

  private TemplateTree allBehind(int limit) {
    TemplateTree all = EMPTY;
    for (TemplateTree tree : trees) {
      all = all == EMPTY ? tree : all.joined(tree, limit);
    }
    return all;
  }

  private static TemplateTree any(TemplateTree behind) {
    return new TemplateTree(new String[] {ANY}, new TemplateTree[] {behind}, true);
  }

  private TemplateTree appended(String name, TemplateTree tree) {
    String[] moreNames = Arrays.copyOf(names, names.length + 1);
    TemplateTree[] moreTrees = Arrays.copyOf(trees, trees.length + 1);
    moreNames[names.length] = name;
    moreTrees[trees.length] = tree;
    return new TemplateTree(moreNames, moreTrees, open);
  }

  private TemplateTree replaced(int at, TemplateTree tree) {
    TemplateTree[] changed = trees.clone();
    changed[at] = tree;
    return new TemplateTree(names, changed, open);
  }

  private @Nullable TemplateTree get(String name) {
    int at = indexOf(name);
    return at < 0 ? null : trees[at];
  }

  /** Comparing hashes is cheap: strings keep them, and each is needed more than once. */
  private int indexOf(String name) {
    int hash = name.hashCode();
    for (int i = 0; i < names.length; i++) {
      if (names[i].hashCode() == hash && names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }
}
