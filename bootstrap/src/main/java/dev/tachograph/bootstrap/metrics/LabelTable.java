package dev.tachograph.bootstrap.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Finds a series by its label values, by open addressing with linear probing. A look-up compares by
 * identity, then by equality, and allocates nothing.
 *
 * <p>Entries are never removed. A new key goes into the first empty slot of its probe sequence by
 * compare-and-set. Invariants:
 *
 * <ul>
 *   <li><b>One series per key</b>: two threads that insert the same key compete for the same slot,
 *       and the loser finds the winner there.
 *   <li><b>Growth loses nothing</b>: a thread that grows the table first freezes every empty slot,
 *       so that the old table cannot change any more. Any thread that needs the larger table can
 *       therefore make it: all copies are equal, and the first one published wins. No thread ever
 *       waits for another.
 * </ul>
 */
final class LabelTable<S extends Series> {
  private static final int INITIAL_SLOTS = 8;

  /** Fills the empty slots of a table that is being replaced. */
  private static final Object FROZEN = new Object();

  @SuppressWarnings("rawtypes")
  private static final AtomicReferenceFieldUpdater<LabelTable, AtomicReferenceArray> CURRENT =
      AtomicReferenceFieldUpdater.newUpdater(
          LabelTable.class, AtomicReferenceArray.class, "current");

  private volatile AtomicReferenceArray<Object> current;

  /** Occupied slots; only a hint when to grow. */
  private final AtomicInteger size = new AtomicInteger();

  LabelTable() {
    this(INITIAL_SLOTS);
  }

  /** With a size that lets a test see it grow by a few entries. */
  LabelTable(int slots) {
    current = new AtomicReferenceArray<>(slots);
  }

  /** A set of label values with its series; unused values are empty strings. */
  static final class Entry<S extends Series> extends SeriesLimit.Candidate {
    private final int hash;
    private final String a;
    private final String b;
    private final String c;
    private final String d;
    private final String e;
    final S series;

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Entry, Entry> WHOLE =
        AtomicReferenceFieldUpdater.newUpdater(Entry.class, Entry.class, "whole");

    /** The entry that this one joins when it is removed; set once, before the removal. */
    private volatile @Nullable Entry<S> whole;

    Entry(boolean takesPlace, String a, String b, String c, String d, String e, S series) {
      super(takesPlace);
      this.hash = hash(a, b, c, d, e);
      this.a = a;
      this.b = b;
      this.c = c;
      this.d = d;
      this.e = e;
      this.series = series;
    }

    /**
     * The entry that this one is part of, through any number of others; itself if it has not
     * joined.
     */
    Entry<S> whole() {
      Entry<S> entry = this;
      Entry<S> next = isRemoved() ? whole : null;
      while (next != null) {
        entry = next;
        next = entry.isRemoved() ? entry.whole : null;
      }
      return entry;
    }

    /** Sets the entry that this one will be part of when it is removed. */
    void join(Entry<S> entry) {
      WHOLE.compareAndSet(this, null, entry);
    }

    /** Whether the entry has these label values. */
    boolean isFor(String a, String b, String c, String d, String e) {
      return matches(hash(a, b, c, d, e), a, b, c, d, e);
    }

    private boolean matches(int hash, String a, String b, String c, String d, String e) {
      return this.hash == hash
          && same(this.a, a)
          && same(this.b, b)
          && same(this.c, c)
          && same(this.d, d)
          && same(this.e, e);
    }

    private boolean matches(Entry<?> other) {
      return matches(other.hash, other.a, other.b, other.c, other.d, other.e);
    }

    @SuppressWarnings("ReferenceEquality") // Woven code mostly passes the very same strings.
    private static boolean same(String x, String y) {
      return x == y || x.equals(y);
    }
  }

  /** The entry with these label values, admitted or not, or null if there is none yet. */
  @Nullable Entry<S> find(String a, String b, String c, String d, String e) {
    int hash = hash(a, b, c, d, e);
    AtomicReferenceArray<Object> slots = current;
    int mask = slots.length() - 1;
    for (int probe = 0; probe <= mask; probe++) {
      Object slot = slots.get((hash + probe) & mask);
      if (slot == null || slot == FROZEN) {
        return null;
      }
      Entry<S> entry = entry(slot);
      if (entry.matches(hash, a, b, c, d, e)) {
        return entry;
      }
    }
    return null;
  }

  /**
   * Returns the entry with the key of {@code fresh}: itself, or the one that another thread
   * inserted.
   */
  Entry<S> insert(Entry<S> fresh) {
    while (true) {
      AtomicReferenceArray<Object> slots = current;
      Entry<S> entry = size.get() < slots.length() / 2 ? place(slots, fresh) : null;
      if (entry != null) {
        return entry;
      }
      grow(slots);
    }
  }

  /** Every admitted series, in no particular order. */
  List<S> series() {
    AtomicReferenceArray<Object> slots = current;
    List<S> all = new ArrayList<>(size.get());
    for (int i = 0; i < slots.length(); i++) {
      Object slot = slots.get(i);
      if (slot != null && slot != FROZEN) {
        Entry<S> entry = entry(slot);
        if (entry.isAdmitted()) {
          all.add(entry.series);
        }
      }
    }
    return all;
  }

  /** Every entry, in no particular order. */
  List<Entry<S>> entries() {
    AtomicReferenceArray<Object> slots = current;
    List<Entry<S>> all = new ArrayList<>(size.get());
    for (int i = 0; i < slots.length(); i++) {
      Object slot = slots.get(i);
      if (slot != null && slot != FROZEN) {
        all.add(entry(slot));
      }
    }
    return all;
  }

  /** Like {@link #insert}, but returns null if this table is full or being replaced. */
  private @Nullable Entry<S> place(AtomicReferenceArray<Object> slots, Entry<S> fresh) {
    int mask = slots.length() - 1;
    for (int probe = 0; probe <= mask; probe++) {
      int i = fresh.hash + probe & mask;
      if (slots.get(i) == null && slots.compareAndSet(i, null, fresh)) {
        size.incrementAndGet();
        return fresh;
      }
      Object slot = slots.get(i);
      if (slot == FROZEN) {
        return null;
      }
      Entry<S> entry = entry(slot);
      if (entry.matches(fresh)) {
        return entry;
      }
    }
    return null;
  }

  private void grow(AtomicReferenceArray<Object> old) {
    int length = old.length() * 2;
    AtomicReferenceArray<Object> grown = new AtomicReferenceArray<>(length);
    for (int i = 0; i < old.length(); i++) {
      if (old.compareAndSet(i, null, FROZEN) || old.get(i) == FROZEN) {
        continue;
      }
      Object slot = old.get(i);
      int target = entry(slot).hash & length - 1;
      while (grown.get(target) != null) {
        target = target + 1 & length - 1;
      }
      grown.lazySet(target, slot);
    }
    CURRENT.compareAndSet(this, old, grown);
  }

  @SuppressWarnings("unchecked") // A slot is null, FROZEN, or an entry of this very table.
  private static <S extends Series> Entry<S> entry(Object slot) {
    return (Entry<S>) slot;
  }

  /** Sums five products that do not depend on one another, because a look-up is mostly waiting. */
  private static int hash(String a, String b, String c, String d, String e) {
    int hash =
        a.hashCode() * 0x9E3779B9
            + b.hashCode() * 0x85EBCA6B
            + c.hashCode() * 0xC2B2AE35
            + d.hashCode() * 0x27D4EB2F
            + e.hashCode() * 0x165667B1;
    // Probing uses only the low bits, so mix the high bits into them.
    return hash ^ hash >>> 15;
  }
}
