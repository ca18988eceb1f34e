package dev.tachograph.bootstrap.metrics;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Admits a fixed number of series, exactly, and without any thread waiting for another.
 *
 * <p>A candidate may be put forward by several threads, one of which made it while the others found
 * it in the table. All get the same answer, and it takes one place at most: whoever admits a
 * candidate names it, with its number, in {@link #last}; and nobody names another before having
 * marked the one named there. So a candidate that is not marked, and is not the one named last, has
 * not been admitted.
 */
final class SeriesLimit {
  /** Something that is admitted or refused once, and may be removed later. */
  static class Candidate {
    private static final AtomicIntegerFieldUpdater<Candidate> STATE =
        AtomicIntegerFieldUpdater.newUpdater(Candidate.class, "state");

    private static final int UNDECIDED = 0;
    private static final int ADMITTED = 1;
    private static final int REFUSED = 2;
    private static final int REMOVED = 3;

    private volatile int state;

    /** A candidate that takes no place is admitted from the start. */
    Candidate(boolean takesPlace) {
      state = takesPlace ? UNDECIDED : ADMITTED;
    }

    final boolean isAdmitted() {
      return state == ADMITTED;
    }

    final boolean isRemoved() {
      return state == REMOVED;
    }

    /** For whoever named it last, and for those who come too late to know what became of it. */
    private void markAdmitted() {
      STATE.compareAndSet(this, UNDECIDED, ADMITTED);
    }
  }

  private static final class Admission {
    final @Nullable Candidate candidate;
    final int number;

    Admission(@Nullable Candidate candidate, int number) {
      this.candidate = candidate;
      this.number = number;
    }
  }

  private final int limit;
  private final AtomicReference<Admission> last = new AtomicReference<>(new Admission(null, 0));

  SeriesLimit(int limit) {
    this.limit = limit;
  }

  /** Whether every further candidate will be refused. */
  boolean isReached() {
    return lastAdmission().number >= limit;
  }

  /** Decides on the candidate, or tells what was decided. */
  boolean admit(Candidate candidate) {
    while (candidate.state == Candidate.UNDECIDED) {
      Admission before = lastAdmission();
      if (before.candidate != null) {
        before.candidate.markAdmitted();
      }
      if (candidate.state != Candidate.UNDECIDED) {
        break;
      }
      if (before.number >= limit) {
        Candidate.STATE.compareAndSet(candidate, Candidate.UNDECIDED, Candidate.REFUSED);
      } else if (last.compareAndSet(before, new Admission(candidate, before.number + 1))) {
        candidate.markAdmitted();
      }
    }
    return candidate.isAdmitted();
  }

  /** Takes a place for something that needs none, even beyond the limit. */
  void takePlace() {
    move(1);
  }

  private void move(int places) {
    Admission before;
    do {
      before = lastAdmission();
      if (before.candidate != null) {
        before.candidate.markAdmitted();
      }
    } while (!last.compareAndSet(before, new Admission(before.candidate, before.number + places)));
  }

  /**
   * Removes a candidate that was admitted; false if another has removed it.
   *
   * @param freesPlace whether another can be admitted in its place
   */
  boolean remove(Candidate candidate, boolean freesPlace) {
    if (!Candidate.STATE.compareAndSet(candidate, Candidate.ADMITTED, Candidate.REMOVED)) {
      return false;
    }
    if (freesPlace) {
      move(-1);
    }
    return true;
  }

  @SuppressWarnings("NullAway") // Never set to null.
  private Admission lastAdmission() {
    return last.get();
  }
}
