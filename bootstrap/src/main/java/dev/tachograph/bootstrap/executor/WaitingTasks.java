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
 * <p>A task cannot carry the time itself. It may be an object of any class, even a lambda, may be
 * submitted many times, and must not be wrapped. A hash table of all waiting tasks would work, but
 * the identity hash alone costs about as much as everything else that is measured. However, nearly
 * every executor runs its tasks in about the order in which they came. So this class notes them in
 * that order, in a chain of arrays ({@link NoteBlock}). It searches for a leaving task from the
 * front, and finds it among the first few. If it does not, it moves the tasks that were overtaken
 * to an index by identity, each once. So a queue in another order costs one hash look-up per task,
 * and no search is ever long.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li><b>There are no holes</b>: a slot is filled by compare-and-set, and only if every slot
 *       before it has been filled. An empty slot is the end of the chain.
 *   <li><b>Each note is taken once</b>: by replacing the task in its slot, or, for a weak note, by
 *       claiming it. A task that was submitted twice has two notes; the older one is taken first
 *       unless only that was overtaken.
 *   <li><b>A note that is there is found</b>: it leaves its slot only when it is in the index,
 *       where it stays, and a search looks into the index after the last slot. A thread that finds
 *       a weak note which another thread is putting into the index leaves it in its slot.
 *   <li><b>No search gives up on what it has not seen</b>: the near search tells whether it came to
 *       the end, and the far search goes there.
 *   <li><b>No task is kept</b>: a slot drops its task when the note is taken. Tasks that wait for
 *       long are held {@linkplain #weaken weakly}, so that a task which the application itself has
 *       taken out of the queue can be collected; {@link #sweep} then finds its note.
 *   <li><b>What is passed is given back</b>: the thread that passes taken slots gives them back.
 *       That is the taker or the sweep. Where neither comes, it is {@link #forget}, which {@link
 *       #add} requests when there is a crowd.
 *   <li><b>Nobody waits</b>: everything is compare-and-set; a thread that stops anywhere holds up
 *       no other.
 * </ul>
 */
final class WaitingTasks {
  /** The result of {@link #take} for a task without a note. */
  static final long ABSENT = 0;

  /** The number of slots that the near search visits. */
  static final int NEAR = 64;

  /** The result of a near search that did not reach the end; not a valid time, see {@link #add}. */
  private static final long TOO_FAR = Long.MIN_VALUE;

  /** Up to this many slots between the first and the last note are not a crowd. */
  private static final int CROWD = 2_048;

  /** Notes of an object with more notes than this are not moved to the index one by one. */
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

  /** Notes of collected tasks that were found during searches. */
  private final AtomicInteger lost = new AtomicInteger();

  /** 1 while a thread drops notes of objects that have too many. */
  private final AtomicInteger dropping = new AtomicInteger();

  /** The length of the chain at which {@link #add} reports a crowd. */
  private volatile long crowd = CROWD;

  /**
   * @param weak whether tasks are held weakly from the start, because the owner of the notes is not
   *     collected with the executor
   */
  WaitingTasks(boolean weak) {
    this(weak, NEAR, new NoteBlock(NoteBlock.SMALLEST, 0), new NoteIndex());
  }

  /** With sizes that let a test reach every path with a few tasks. */
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
   * @return whether there is a crowd, so that the caller must call {@link #forget}
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
        // All of its notes were taken, and the front is further on.
        next = head;
      }
      LAST.compareAndSet(this, block, next);
      block = next;
    } while (!block.put(content, stamp));
    return block.before - head.before > crowd;
  }

  /**
   * Takes the note of a task that no longer waits.
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

  /**
   * Takes the note that a submission of the task has just made. Earlier notes of the same object
   * are of submissions that wait.
   *
   * @return when it was made, or {@link #ABSENT}
   */
  long takeLatest(Object task) {
    NoteBlock back = last;
    for (int slot = back.used() - 1; slot >= back.first(); slot--) {
      Object content = back.get(slot);
      if (content != null && content != NoteBlock.TAKEN) {
        long stamp = back.takeIfOf(task, slot, content);
        if (stamp != ABSENT) {
          return stamp;
        }
      }
    }
    return take(task);
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
   * Searches the slots from the front.
   *
   * @param limit the number of slots to visit after the first note; without a limit, the search
   *     moves the notes that it passes to the index
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

  /**
   * Returns whether the slot is free now. It is not while another thread puts its note into the
   * index.
   */
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

  /** The first block. Drops the blocks before it, whose notes have all been taken. */
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

  /** The block after another one; the first if that one has left the chain. */
  private @Nullable NoteBlock after(NoteBlock block) {
    NoteBlock next = block.next();
    return next == block ? head : next;
  }

  /** The number of notes made so far; more may follow at any moment. */
  long added() {
    NoteBlock block = last;
    return block.before + block.used();
  }

  /** The number of waiting tasks. Visits all of them. */
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

  /** Holds all waiting tasks weakly from now on. */
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
   * Takes the notes that the sweep selects, and returns their number.
   *
   * <p>The task of a strong note has not been collected.
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

  /** Gives back taken slots at the front. */
  private void pass() {
    search(null, near);
    front();
  }

  /** The number of notes of collected tasks found since the last call. */
  int takeLost() {
    return lost.getAndSet(0) + index.takeLost();
  }

  /**
   * Drops notes that cannot be true, when there is a crowd.
   *
   * <p>One object cannot have more notes than there can be tasks at all. The application has taken
   * the surplus out of the queue. It is unknown which ones, so this drops the oldest, because
   * applications usually drop those. It moves the notes of all other objects to the index, which
   * holds them weakly, so that their slots in the chain are given back.
   *
   * @param most the maximum number of tasks; {@link Integer#MAX_VALUE} if unknown
   * @param added what {@link #added} returned before that number was known: whatever came since
   *     then may wait besides
   * @return the number of dropped notes
   */
  int forget(int most, long added) {
    int dropped = 0;
    int notes = size();
    if (notes > most || most == Integer.MAX_VALUE) {
      if (most != Integer.MAX_VALUE) {
        dropped = forgetRepeated(most, added);
      }
      moveAll(repeated());
      dropped += takeLost();
    }
    crowd = Math.max(CROWD, 2 * (last.before - front().before));
    return dropped;
  }

  /**
   * Drops the oldest notes of each object that has more notes than there can be tasks.
   *
   * @param most the maximum number of tasks
   * @param added as above
   * @return the number of dropped notes
   */
  int forgetRepeated(int most, long added) {
    if (!dropping.compareAndSet(0, 1)) {
      // Two threads that have counted the same notes would both drop the surplus.
      return 0;
    }
    try {
      Map<Object, int[]> times = repeated();
      return dropRepeated(times, most + added() - added);
    } finally {
      dropping.set(0);
    }
  }

  /** The number of notes in the chain for each object that has many. */
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

  private int dropRepeated(Map<Object, int[]> times, long most) {
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
