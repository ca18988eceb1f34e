package dev.tachograph.bootstrap.metrics.mapped;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A cell, and further ones as soon as writers meet in it. Every writer finds a free cell after a
 * bounded number of attempts: a cell whose writer does not move is replaced by a new one.
 */
public final class SpreadCells {
  private static final AtomicReferenceFieldUpdater<SpreadCells, Cells> FURTHER =
      AtomicReferenceFieldUpdater.newUpdater(SpreadCells.class, Cells.class, "further");

  private static final int BASE_ATTEMPTS = 4;

  private final MappedCell base;
  private volatile @Nullable Cells further;

  public SpreadCells(MappedCell base) {
    this.base = base;
  }

  /** Records a value. */
  public void record(long value) {
    Cells cells = further;
    MappedCell cell = cells == null ? base : cells.preferred();
    if (cell == null || !cell.tryRecord(value)) {
      recordContended(value);
    }
  }

  /** Every cell. */
  public List<MappedCell> all() {
    List<MappedCell> all = new ArrayList<>();
    all.add(base);
    Cells cells = further;
    for (int i = 0; cells != null && i < Cells.COUNT; i++) {
      for (MappedCell cell = cells.get(i); cell != null; cell = cell.replaced) {
        all.add(cell);
      }
    }
    return all;
  }

  private void recordContended(long value) {
    Cells cells = further;
    if (cells == null) {
      for (int attempt = 0; attempt < BASE_ATTEMPTS; attempt++) {
        if (base.tryRecord(value)) {
          return;
        }
      }
      FURTHER.compareAndSet(this, null, new Cells(base));
      cells = further;
    }
    if (cells != null) {
      cells.record(value);
    }
  }

  /** The further cells, made on demand. */
  @SuppressWarnings("serial")
  static final class Cells extends AtomicReferenceArray<MappedCell> {
    static final int COUNT = count(Runtime.getRuntime().availableProcessors());

    private static final int MIN = 4;
    private static final int MAX = 64;

    /** A multiple of any number of cells, so that a writer looks at the same cell each time. */
    private static final int ATTEMPTS_PER_YIELD = 64;

    private static final int PATIENCE = 64;
    private static final int THREADS = 512;

    /** Which cell a thread uses, by its id, for all numbers together. Racy: only a hint. */
    private static final int[] PREFERRED = new int[THREADS];

    private final MappedCell base;

    Cells(MappedCell base) {
      super(COUNT);
      this.base = base;
    }

    @Nullable MappedCell preferred() {
      int thread = thread();
      return get(PREFERRED[thread] + thread & COUNT - 1);
    }

    @SuppressWarnings("ThreadPriorityCheck") // Yields only to let a suspended writer run.
    void record(long value) {
      int thread = thread();
      int choice = PREFERRED[thread];
      long stuckWord = 0;
      int stuck = 0;
      for (int attempt = 1; ; attempt++, choice++) {
        int position = choice + thread & COUNT - 1;
        MappedCell cell = cell(position);
        if (cell.tryRecord(value)) {
          PREFERRED[thread] = choice;
          return;
        }
        if (attempt % ATTEMPTS_PER_YIELD == 0) {
          long word = cell.get();
          stuck = word == stuckWord && (word & 1) != 0 ? stuck + 1 : 0;
          stuckWord = word;
          if (stuck == PATIENCE) {
            compareAndSet(position, cell, base.another(cell));
            stuck = 0;
          }
          Thread.yield();
        }
      }
    }

    private MappedCell cell(int position) {
      MappedCell present = get(position);
      if (present != null) {
        return present;
      }
      MappedCell fresh = base.another(null);
      return compareAndSet(position, null, fresh) ? fresh : get(position);
    }

    @SuppressWarnings("deprecation") // threadId() came with Java 19.
    private static int thread() {
      return (int) Thread.currentThread().getId() & THREADS - 1;
    }

    private static int count(int processors) {
      int count = MIN;
      while (count < processors * 2 && count < MAX) {
        count *= 2;
      }
      return count;
    }
  }
}
