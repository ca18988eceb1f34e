package dev.tachograph.bootstrap.executor;

import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Since when each task of one executor has been waiting, by the identity of the task.
 *
 * <p>A task cannot carry the time itself: it may be an object of any class, a lambda among them,
 * may be handed in many times over, and must not be wrapped. A hash table of all waiting tasks
 * would do, but the identity hash alone costs about as much as everything else that is measured.
 * What helps is that nearly every executor runs its tasks in about the order in which they came. So
 * they are noted in that order, in a chain of arrays ({@link NoteBlock}), and a task that leaves is
 * looked for from the front, where it is found among the first few. If it is not, then the tasks
 * that it has overtaken are moved to an index by identity, each once, so that a queue in another
 * order costs a hash look-up per task, and no search is ever long.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li><b>There are no holes</b>: a slot is taken for a task by compare-and-set, and only if every
 *       slot before it was taken for one. An empty slot is the end of the chain.
 *   <li><b>Each note is taken once</b>: by replacing the task in its slot, or, if it is a weak one,
 *       by claiming it. A task that was handed in twice has two notes; the older one is taken first
 *       unless only that was overtaken.
 *   <li><b>A note that is there is found</b>: it leaves its slot only when it is in the index,
 *       where it stays, and the index is asked after the last slot. Whoever meets a weak note in a
 *       slot that another thread is putting into the index leaves it there.
 *   <li><b>No search gives up on what it has not seen</b>: the near one tells whether it came to
 *       the end, and the far one goes there.
 *   <li><b>No task is kept</b>: a slot lets go of its task when the note is taken. What waits for
 *       long is held {@linkplain #weaken weakly}, so that a task which the application has taken
 *       out of the queue by itself can be collected; {@link #sweep} then finds its note.
 *   <li><b>What is passed is given back</b>: by whoever passes it, the taker, the sweep, or, where
 *       neither comes, {@link #forget}, which {@link #add} asks for when there is a crowd.
 *   <li><b>Nobody waits</b>: everything is compare-and-set; a thread that stops anywhere holds up
 *       no other.
 * </ul>
 */
final class WaitingTasks {
  /** What {@link #take} answers for a task that has no note. */
  static final long ABSENT = 0;

  /** How many slots are looked at before order is given up. */
  static final int NEAR = 64;

  /** What a near search answers that has not come to the end; no time, see {@link #add}. */
  private static final long TOO_FAR = Long.MIN_VALUE;

  /** So many slots between the first and the last note are no crowd. */
  private static final int CROWD = 2_048;

  /** An object that is noted more often than this is not moved to the index one by one. */
  private static final int SELDOM = 8;

  private static final AtomicReferenceFieldUpdater<WaitingTasks, NoteBlock> HEAD =
      AtomicReferenceFieldUpdater.newUpdater(WaitingTasks.class, NoteBlock.class, "head");
  private static final AtomicReferenceFieldUpdater<WaitingTasks, NoteBlock> LAST =
      AtomicReferenceFieldUpdater.newUpdater(WaitingTasks.class, NoteBlock.class, "last");

  private final boolean weak;
  private final int near;
  private volatile NoteBlock head;
  private volatile NoteBlock last;
  private final NoteIndex index;

  /** Notes of collected tasks that were found on the way. */
  private final AtomicInteger lost = new AtomicInteger();

  /** How long the chain may become before it is looked what of it is still true. */
  private volatile long crowd = CROWD;

  /**
   * @param weak whether tasks are held weakly from the start, because what holds the notes is not
   *     collected with the executor
   */
  WaitingTasks(boolean weak) {
    this(weak, NEAR, new NoteBlock(NoteBlock.SMALLEST, 0), new NoteIndex());
  }

  /** With sizes that let a test reach every path by a few tasks. */
  WaitingTasks(boolean weak, int near, NoteBlock first, NoteIndex index) {
    this.weak = weak;
    this.near = near;
    this.index = index;
    head = first;
    last = first;
  }

  /**
   * Notes that a task waits.
   *
   * @param stamp {@link System#nanoTime()}, never 0
   * @return whether there is a crowd, so that {@link #forget} is to be called
   */
  boolean add(Object task, long stamp) {
    Object content = weak ? new WeakNote(task, stamp) : task;
    NoteBlock block = last;
    if (block.put(content, stamp)) {
      return false;
    }
    do {
      NoteBlock next = block.successor();
      if (next == block) {
        // Everything in it was taken, and the front is further on.
        next = head;
      }
      LAST.compareAndSet(this, block, next);
      block = next;
    } while (!block.put(content, stamp));
    return block.before - head.before > crowd;
  }

  /**
   * Takes the note of a task that waits no longer.
   *
   * @return since when it waited, or {@link #ABSENT}
   */
  long take(Object task) {
    NoteBlock front = head;
    int slot = front.first();
    if (slot < front.length() && front.get(slot) == task && front.take(slot, task)) {
      front.beginAt(slot + 1);
      return front.stamp(slot);
    }
    return takeFromBehind(task);
  }

  private long takeFromBehind(Object task) {
    long stamp = search(task, near);
    if (stamp == ABSENT || stamp == TOO_FAR) {
      boolean hasMore = stamp == TOO_FAR;
      stamp = takeFromIndex(task);
      if (stamp == ABSENT && hasMore) {
        stamp = search(task, Integer.MAX_VALUE);
        if (stamp == ABSENT) {
          stamp = takeFromIndex(task);
        }
      }
    }
    return stamp;
  }

  /**
   * Looks along the slots from the front.
   *
   * @param limit how many slots to look at behind the first note; if there is no limit, the tasks
   *     on the way go to the index
   * @return {@link #TOO_FAR} if there are more
   */
  private long search(@Nullable Object task, int limit) {
    boolean move = limit == Integer.MAX_VALUE;
    int left = limit;
    boolean atFront = true;
    for (NoteBlock block = front(); block != null; block = after(block)) {
      boolean passed = true;
      for (int slot = block.first(); slot < block.length(); slot++) {
        Object content = block.get(slot);
        if (content == null) {
          return ABSENT;
        }
        if (!atFront && left-- == 0) {
          return TOO_FAR;
        }
        if (content != NoteBlock.TAKEN) {
          long stamp = task == null ? ABSENT : block.takeIfOf(task, slot, content);
          if (stamp != ABSENT) {
            if (passed) {
              block.beginAt(slot + 1);
            }
            return stamp;
          }
          passed &= move && moveToIndex(block, slot, content);
          atFront &= passed;
        }
        if (passed) {
          block.beginAt(slot + 1);
        }
      }
    }
    return ABSENT;
  }

  /** Whether the slot is free now; it is not while another thread puts its note into the index. */
  private boolean moveToIndex(NoteBlock block, int slot, Object content) {
    WeakNote note = block.weakNote(slot, content);
    if (note == null) {
      return true;
    }
    Object task = note.get();
    if (task == null) {
      if (note.claim()) {
        lost.incrementAndGet();
      }
    } else if (!index.put(note, task) && !note.isClaimed()) {
      return false;
    }
    block.free(slot);
    return true;
  }

  private long takeFromIndex(Object task) {
    WeakNote note = index.take(task);
    return note == null ? ABSENT : note.stamp;
  }

  /** The first block; lets go of those before it, in which everything is taken. */
  private NoteBlock front() {
    NoteBlock block = head;
    while (block.first() >= block.length()) {
      NoteBlock next = block.next();
      if (next == null) {
        break;
      }
      if (next != block && HEAD.compareAndSet(this, block, next)) {
        block.leave();
      }
      block = head;
    }
    return block;
  }

  /** The block after another one; the first if that has been let go of meanwhile. */
  private @Nullable NoteBlock after(NoteBlock block) {
    NoteBlock next = block.next();
    return next == block ? head : next;
  }

  /** How many notes have been made; a moment later there may be more. */
  long added() {
    NoteBlock block = last;
    return block.before + block.used();
  }

  /** How many tasks wait. Looks at all of them. */
  int size() {
    int size = index.size();
    for (NoteBlock block = front(); block != null; block = after(block)) {
      Object content;
      for (int slot = block.first();
          slot < block.length() && (content = block.get(slot)) != null;
          slot++) {
        if (content != NoteBlock.TAKEN) {
          size++;
        }
      }
    }
    return size;
  }

  /** From now on holds weakly whatever is waiting. */
  void weaken() {
    for (NoteBlock block = front(); block != null; block = after(block)) {
      Object content;
      for (int slot = block.first();
          slot < block.length() && (content = block.get(slot)) != null;
          slot++) {
        if (content != NoteBlock.TAKEN) {
          block.weakNote(slot, content);
        }
      }
    }
  }

  /**
   * Takes the notes that are to go; tells how many there were.
   *
   * <p>A note of a task that is held strongly is of no collected one.
   */
  int sweep(NoteSweep sweep) {
    int swept = lost.getAndSet(0) + index.sweep(sweep);
    for (NoteBlock block = front(); block != null; block = after(block)) {
      boolean passed = true;
      Object content;
      for (int slot = block.first();
          slot < block.length() && (content = block.get(slot)) != null;
          slot++) {
        boolean free = content == NoteBlock.TAKEN;
        if (!free && block.sweep(slot, content, sweep)) {
          swept++;
          free = true;
        }
        passed &= free;
        if (passed) {
          block.beginAt(slot + 1);
        }
      }
    }
    front();
    return swept;
  }

  /** Lets go of what is taken at the front. */
  private void pass() {
    search(null, near);
    front();
  }

  /** Notes of collected tasks that were found on the way since this was last asked. */
  int takeLost() {
    return lost.getAndSet(0) + index.takeLost();
  }

  /**
   * There is a crowd: lets go of what cannot be true.
   *
   * <p>Of one object there can be no more notes than there are tasks at all; what is more, the
   * application has taken out of the queue. Which of the many is unknown: the oldest, since that is
   * what applications drop. Of all others the notes go to the index, which holds them weakly, and
   * with them the place that they have taken in the chain.
   *
   * @param most how many tasks there can be; {@link Integer#MAX_VALUE} if nobody knows
   * @return how many notes were dropped
   */
  int forget(int most) {
    int dropped = 0;
    int notes = size();
    if (notes > most || most == Integer.MAX_VALUE) {
      Map<Object, int[]> times = repeated();
      if (most != Integer.MAX_VALUE) {
        dropped = dropRepeated(times, most);
      }
      moveAll(times);
      dropped += takeLost();
    }
    crowd = Math.max(CROWD, 2 * (last.before - front().before));
    return dropped;
  }

  /**
   * Drops the oldest notes of each object that has more than there are tasks.
   *
   * @return how many there were
   */
  int forgetRepeated(int most) {
    return dropRepeated(repeated(), most);
  }

  /** How many notes there are in the chain of each object that has many. */
  private Map<Object, int[]> repeated() {
    Map<Object, int[]> times = new IdentityHashMap<>();
    for (NoteBlock block = front(); block != null; block = after(block)) {
      for (int slot = block.first(); slot < block.length(); slot++) {
        Object task = block.taskIn(slot);
        if (task != null) {
          int[] count = times.get(task);
          if (count == null) {
            times.put(task, new int[] {1});
          } else {
            count[0]++;
          }
        }
      }
    }
    for (Iterator<int[]> counts = times.values().iterator(); counts.hasNext(); ) {
      if (counts.next()[0] <= SELDOM) {
        counts.remove();
      }
    }
    return times;
  }

  private int dropRepeated(Map<Object, int[]> times, int most) {
    int dropped = 0;
    if (times.isEmpty()) {
      return 0;
    }
    for (NoteBlock block = front(); block != null; block = after(block)) {
      for (int slot = block.first(); slot < block.length(); slot++) {
        Object task = block.taskIn(slot);
        Object content = block.get(slot);
        int[] count = task == null ? null : times.get(task);
        if (task != null
            && content != null
            && count != null
            && count[0] > most
            && block.takeIfOf(task, slot, content) != ABSENT) {
          count[0]--;
          dropped++;
        }
      }
    }
    pass();
    return dropped;
  }

  private void moveAll(Map<Object, int[]> butThese) {
    for (NoteBlock block = front(); block != null; block = after(block)) {
      for (int slot = block.first(); slot < block.length(); slot++) {
        Object task = block.taskIn(slot);
        Object content = block.get(slot);
        if (task != null
            && content != null
            && content != NoteBlock.TAKEN
            && !butThese.containsKey(task)) {
          moveToIndex(block, slot, content);
        }
      }
    }
    pass();
  }
}
