package dev.tachograph.bootstrap.metrics;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Admits exactly a fixed number of series. No thread waits for another.
 *
 * <p>Several threads may present one candidate: one thread made it, and the others found it in the
 * table. All of them get the same answer, and the candidate takes at most one place. A thread that
 * admits a candidate replaces {@link #last} by a decision that holds the candidate and the number
 * of places taken. Before a thread replaces a decision, it marks the candidate of that decision. So
 * a candidate that is neither marked nor in the last decision has not been admitted. Removing a
 * candidate works in the same way, so its place is free as soon as any thread can see the removal.
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
  }

  /** The last decision. */
  private static final class Decision {
    final @Nullable Candidate candidate;
    final boolean removed;

    /** The number of places taken from then on. */
    final int taken;

    Decision(@Nullable Candidate candidate, boolean removed, int taken) {
      this.candidate = candidate;
      this.removed = removed;
      this.taken = taken;
    }

    /**
     * Sets the state of the candidate. Several threads may do this for one decision. A late one
     * changes nothing, because the state is no longer the one before the decision.
     */
    void mark() {
      if (candidate != null) {
        Candidate.STATE.compareAndSet(
            candidate,
            removed ? Candidate.ADMITTED : Candidate.UNDECIDED,
            removed ? Candidate.REMOVED : Candidate.ADMITTED);
      }
    }
  }

  private final int limit;
  private final AtomicReference<Decision> last =
      new AtomicReference<>(new Decision(null, false, 0));

  SeriesLimit(int limit) {
    this.limit = limit;
  }

  /** Whether every further candidate will be refused. */
  boolean isReached() {
    return lastDecision().taken >= limit;
  }

  /**
   * Decides on the candidate unless that was done before.
   *
   * @return whether it is admitted
   */
  boolean admit(Candidate candidate) {
    while (candidate.state == Candidate.UNDECIDED) {
      Decision before = lastMarked();
      if (candidate.state != Candidate.UNDECIDED) {
        break;
      }
      if (before.taken >= limit) {
        Candidate.STATE.compareAndSet(candidate, Candidate.UNDECIDED, Candidate.REFUSED);
      } else {
        decide(before, new Decision(candidate, false, before.taken + 1));
      }
    }
    return candidate.isAdmitted();
  }

  /** Takes a place for something that needs none, even beyond the limit. */
  void takePlace() {
    Decision before;
    do {
      before = lastMarked();
    } while (!decide(before, new Decision(null, false, before.taken + 1)));
  }

  /**
   * Removes a candidate that was admitted; false if another has removed it.
   *
   * @param freesPlace whether another can be admitted in its place
   */
  boolean remove(Candidate candidate, boolean freesPlace) {
    while (true) {
      Decision before = lastMarked();
      if (candidate.state != Candidate.ADMITTED) {
        return false;
      }
      int taken = before.taken - (freesPlace ? 1 : 0);
      if (decide(before, new Decision(candidate, true, taken))) {
        return true;
      }
    }
  }

  private boolean decide(Decision before, Decision decision) {
    boolean decided = last.compareAndSet(before, decision);
    if (decided) {
      decision.mark();
    }
    return decided;
  }

  private Decision lastMarked() {
    Decision decision = lastDecision();
    decision.mark();
    return decision;
  }

  @SuppressWarnings("NullAway") // Never set to null.
  private Decision lastDecision() {
    return last.get();
  }
}
