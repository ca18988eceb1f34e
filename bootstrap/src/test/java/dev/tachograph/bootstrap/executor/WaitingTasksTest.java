package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingTasksTest {
  private static final int MANY = 5_000;

  /** A task whose equals must never be asked. */
  private static final class Task implements Comparable<Task> {
    final int priority;

    Task(int priority) {
      this.priority = priority;
    }

    @Override
    public boolean equals(Object other) {
      throw new AssertionError("a task is known by its identity");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("a task is known by its identity");
    }

    @Override
    public int compareTo(Task other) {
      return Integer.compare(priority, other.priority);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theLatestNoteIsThatOfTheLastSubmission(boolean weak) {
    WaitingTasks waiting = new WaitingTasks(weak);
    Object task = new Task(0);
    for (int stamp = 1; stamp <= MANY; stamp++) {
      waiting.add(task, stamp);
      waiting.add(new Task(1), stamp);
    }
    assertThat(waiting.takeLatest(task)).isEqualTo(MANY);
    assertThat(waiting.takeLatest(task)).isEqualTo(MANY - 1);
    assertThat(waiting.take(task)).isEqualTo(1);
    assertThat(waiting.takeLatest(new Task(0))).isEqualTo(WaitingTasks.ABSENT);
  }

  @Test
  void aNoteIsTakenOnce() {
    WaitingTasks waiting = new WaitingTasks(false);
    Object task = new Task(0);
    waiting.add(task, 7);
    assertThat(waiting.take(task)).isEqualTo(7);
    assertThat(waiting.take(task)).isEqualTo(WaitingTasks.ABSENT);
  }

  @Test
  void aTaskHandedInTwiceHasTwoNotesAndTheOlderIsTakenFirst() {
    WaitingTasks waiting = new WaitingTasks(false);
    Object task = new Task(0);
    waiting.add(task, 7);
    waiting.add(new Task(1), 8);
    waiting.add(task, 9);
    assertThat(waiting.take(task)).isEqualTo(7);
    assertThat(waiting.take(task)).isEqualTo(9);
    assertThat(waiting.size()).isEqualTo(1);
  }

  @Test
  void aTaskHandedInTwiceAndOvertakenHasTwoNotesAndTheOlderIsTakenFirst() {
    WaitingTasks waiting = new WaitingTasks(false);
    Object task = new Task(0);
    waiting.add(task, 1);
    waiting.add(task, 2);
    Object last = overtakeAll(waiting);
    assertThat(waiting.take(last)).isEqualTo(3);
    assertThat(waiting.take(task)).isEqualTo(1);
    assertThat(waiting.take(task)).isEqualTo(2);
    assertThat(waiting.take(task)).isEqualTo(WaitingTasks.ABSENT);
  }

  private static Object overtakeAll(WaitingTasks waiting) {
    for (int i = 0; i < 3 * WaitingTasks.NEAR; i++) {
      waiting.add(new Task(i), 3);
    }
    Object last = new Task(-1);
    waiting.add(last, 3);
    return last;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNoteThatIsThereIsFound_inReverseOrder(boolean weak) {
    WaitingTasks waiting = new WaitingTasks(weak);
    Deque<Object> tasks = new ArrayDeque<>();
    for (int i = 1; i <= MANY; i++) {
      Object task = new Task(i);
      tasks.push(task);
      waiting.add(task, i);
    }
    for (int i = MANY; i >= 1; i--) {
      assertThat(waiting.take(tasks.pop())).isEqualTo(i);
    }
    assertThat(waiting.size()).isZero();
  }

  @Property
  void aNoteThatIsThereIsFound_inAnyOrder(
      @ForAll long seed, @ForAll boolean weak, @ForAll @IntRange(min = 1, max = 600) int most) {
    Random random = new Random(seed);
    WaitingTasks waiting = new WaitingTasks(weak);
    List<Object> present = new ArrayList<>();
    Map<Object, Deque<Long>> stamps = new IdentityHashMap<>();
    for (long stamp = 1; stamp <= 2_000; stamp++) {
      if (present.isEmpty() || (present.size() < most && random.nextInt(100) < 55)) {
        boolean again = !present.isEmpty() && random.nextInt(10) == 0;
        Object task = again ? present.get(random.nextInt(present.size())) : new Task(0);
        present.add(task);
        stamps.computeIfAbsent(task, t -> new ArrayDeque<>()).add(stamp);
        waiting.add(task, stamp);
      } else {
        Object task = present.remove(random.nextInt(present.size()));
        Deque<Long> noted = stamps.getOrDefault(task, new ArrayDeque<>());
        assertThat(noted.remove(waiting.take(task))).isTrue();
      }
      assertThat(waiting.size()).isEqualTo(present.size());
    }
  }

  /** The order in which a queue hands out what it was given. */
  enum Order {
    AS_HANDED_IN,
    BY_PRIORITY,
    LAST_FIRST;

    BlockingQueue<Task> queue() {
      return switch (this) {
        case AS_HANDED_IN -> new LinkedBlockingQueue<>();
        case BY_PRIORITY -> new PriorityBlockingQueue<>();
        case LAST_FIRST ->
            new LinkedBlockingDeque<>() {
              @Override
              public boolean add(Task task) {
                addFirst(task);
                return true;
              }
            };
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachNoteIsTakenOnce_by64Threads(Order order) throws InterruptedException {
    BlockingQueue<Task> queue = order.queue();
    WaitingTasks waiting = new WaitingTasks(false);
    AtomicLong added = new AtomicLong();
    AtomicLong taken = new AtomicLong();
    AtomicInteger missing = new AtomicInteger();
    // A note that is taken before its stamp is written waits since now: no stamp of this test.
    AtomicInteger sinceNow = new AtomicInteger();
    int perThread = 3_000;
    int latest = 1_000;
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 32; t++) {
      int number = t;
      threads.add(
          new Thread(
              () -> {
                Random random = new Random(number);
                for (int i = 0; i < perThread; i++) {
                  Task task = new Task(random.nextInt());
                  long stamp = 1 + random.nextInt(latest);
                  added.addAndGet(stamp);
                  waiting.add(task, stamp);
                  queue.add(task);
                }
              }));
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < perThread; i++) {
                  try {
                    long stamp = waiting.take(queue.take());
                    missing.addAndGet(stamp == WaitingTasks.ABSENT ? 1 : 0);
                    boolean own = stamp <= latest;
                    taken.addAndGet(own ? stamp : 0);
                    sinceNow.addAndGet(own ? 0 : 1);
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(missing).hasValue(0);
    assertThat(added.get() - taken.get())
        .isBetween((long) sinceNow.get(), (long) latest * sinceNow.get());
    assertThat(waiting.size()).isZero();
    assertThat(waiting.added()).isEqualTo(32L * perThread);
  }

  @Test
  void aCrowdOfOneObjectIsForgotten_downToAsManyAsThereCanBe() {
    WaitingTasks waiting = new WaitingTasks(false);
    Object task = new Task(0);
    int dropped = 0;
    int most = 0;
    for (int i = 1; i <= 100_000; i++) {
      if (waiting.add(task, i)) {
        dropped += waiting.forget(100, waiting.added());
        most = Math.max(most, waiting.size());
      }
    }
    assertThat(most).isEqualTo(100);
    assertThat(waiting.size()).isLessThan(5_000).isEqualTo(100_000 - dropped);
    assertThat(waiting.forget(100, waiting.added())).isPositive();
    // The youngest are left.
    assertThat(waiting.take(task)).isEqualTo(100_000 - 100 + 1);
  }

  @Test
  void whatCameSinceTheBoundWasKnown_isNotForgotten() {
    WaitingTasks waiting = new WaitingTasks(false);
    Object task = new Task(0);
    for (int i = 1; i <= 200; i++) {
      waiting.add(task, i);
    }
    long added = waiting.added();
    for (int i = 201; i <= 250; i++) {
      waiting.add(task, i);
    }
    assertThat(waiting.forgetRepeated(100, added)).isEqualTo(100);
    assertThat(waiting.take(task)).isEqualTo(101);
    assertThat(waiting.forget(100, waiting.added())).isEqualTo(49);
  }

  @Test
  void threadsThatForgetAtOnce_forgetOnce() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      WaitingTasks waiting = new WaitingTasks(false);
      Object task = new Task(0);
      for (int i = 1; i <= 20_000; i++) {
        waiting.add(task, i);
      }
      long added = waiting.added();
      Thread[] threads = new Thread[4];
      for (int i = 0; i < threads.length; i++) {
        threads[i] = new Thread(() -> waiting.forgetRepeated(100, added));
      }
      for (Thread thread : threads) {
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(waiting.size()).isEqualTo(100);
    }
  }

  @Test
  void aCrowdThatIsThere_isLeftInItsOrder() {
    WaitingTasks waiting = new WaitingTasks(false);
    int asked = 0;
    Deque<Object> tasks = new ArrayDeque<>();
    for (int i = 1; i <= 100_000; i++) {
      tasks.add(new Task(i));
      if (waiting.add(tasks.getLast(), i)) {
        asked++;
        assertThat(waiting.forget(i, waiting.added())).isZero();
      }
    }
    assertThat(asked).isBetween(1, 10);
    for (int i = 1; i <= 100_000; i++) {
      assertThat(waiting.take(tasks.remove())).isEqualTo(i);
    }
    assertThat(waiting.size()).isZero();
  }

  @Test
  void aCrowdThatIsGone_isForgotten_thoughNobodySweeps() throws InterruptedException {
    WaitingTasks waiting = new WaitingTasks(false);
    List<WeakReference<Object>> references = new ArrayList<>();
    int forgotten = 0;
    for (int round = 0; round < 5; round++) {
      for (int i = 0; i < 20_000; i++) {
        Object task = new Task(i);
        references.add(new WeakReference<>(task));
        if (waiting.add(task, 1)) {
          forgotten += waiting.forget(Integer.MAX_VALUE, waiting.added());
        }
      }
      forgotten += waiting.forget(Integer.MAX_VALUE, waiting.added());
      assertThat(Collected.all(references)).isTrue();
    }
    assertThat(forgotten).isPositive();
    assertThat(waiting.size()).isLessThan(50_000);
    assertThat(forgotten + waiting.sweep(NoteSweep.LOST)).isEqualTo(100_000);
  }

  @Test
  void lostNotesGo_beforeTheIndexHasGrownByAnEighthOfItsLists() throws InterruptedException {
    AtomicInteger collections = new AtomicInteger();
    NoteIndex index = new NoteIndex(256, countedBy(collections));
    List<WeakReference<Object>> references = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      Object task = new Task(i);
      references.add(new WeakReference<>(task));
      index.put(new WeakNote(task, 1), task);
    }
    assertThat(Collected.all(references)).isTrue();
    assertThat(index.size()).isEqualTo(100_000);
    collections.incrementAndGet();
    List<Object> waiting = new ArrayList<>();
    for (int i = 0; i < 131_072 / 8; i++) {
      Object task = new Task(i);
      waiting.add(task);
      index.put(new WeakNote(task, 1), task);
    }
    assertThat(index.size()).isEqualTo(waiting.size());
    assertThat(index.takeLost()).isEqualTo(100_000);
    assertThat(waiting).allMatch(task -> index.take(task) != null);
  }

  @Test
  void collectionsAreCounted_onceForEachQuestion() throws InterruptedException {
    CollectionCount collections = new CollectionCount();
    int before = collections.now();
    WeakReference<Object> reference = new WeakReference<>(new Object());
    assertThat(Collected.all(List.of(reference))).isTrue();
    for (int attempt = 0; attempt < 1_000 && collections.now() == before; attempt++) {
      Thread.sleep(10);
    }
    assertThat(collections.now()).isEqualTo(before + 1);
  }

  private static CollectionCount countedBy(AtomicInteger collections) {
    return new CollectionCount() {
      @Override
      int now() {
        return collections.get();
      }
    };
  }

  @Test
  void whatIsSweptIsGivenBack() throws InterruptedException {
    List<WeakReference<Object>> blocks = new ArrayList<>();
    WaitingTasks waiting = crowded(blocks);
    assertThat(blocks).hasSizeGreaterThan(10);
    assertThat(waiting.sweep(NoteSweep.ALL)).isEqualTo(MANY);
    assertThat(Collected.all(blocks)).isTrue();
    assertThat(waiting.size()).isZero();
  }

  private static WaitingTasks crowded(List<WeakReference<Object>> blocks) {
    NoteBlock first = new NoteBlock(16, 0);
    WaitingTasks waiting = new WaitingTasks(false, WaitingTasks.NEAR, first, new NoteIndex());
    for (int i = 0; i < MANY; i++) {
      waiting.add(new Task(i), 1);
    }
    for (NoteBlock at = first; at.next() != null; at = at.next()) {
      blocks.add(new WeakReference<>(at));
    }
    return waiting;
  }

  @Test
  void noTaskIsKeptWhenItsNoteIsTaken() throws InterruptedException {
    WaitingTasks waiting = new WaitingTasks(false);
    List<WeakReference<Object>> references = new ArrayList<>();
    addAndTake(waiting, references);
    assertThat(Collected.all(references)).isTrue();
    assertThat(waiting.size()).isZero();
  }

  private static void addAndTake(WaitingTasks waiting, List<WeakReference<Object>> references) {
    List<Object> tasks = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Object task = new Task(i);
      tasks.add(task);
      references.add(new WeakReference<>(task));
      waiting.add(task, 1);
    }
    Collections.shuffle(tasks, new Random(1));
    tasks.forEach(waiting::take);
  }

  @Test
  void noTaskIsKeptWhoseQueueForgotIt() throws InterruptedException {
    WaitingTasks waiting = new WaitingTasks(false);
    List<WeakReference<Object>> references = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      Object task = new Task(i);
      references.add(new WeakReference<>(task));
      waiting.add(task, 1);
    }
    Object kept = new Task(-1);
    waiting.add(kept, 2);
    assertThat(waiting.size()).isEqualTo(1_001);
    waiting.weaken();
    assertThat(Collected.all(references)).isTrue();
    assertThat(waiting.sweep(NoteSweep.LOST)).isEqualTo(1_000);
    assertThat(waiting.take(kept)).isEqualTo(2);
  }

  @Test
  void whatIsLostOnTheWayOfASearchIsCountedByTheSweep() throws InterruptedException {
    WaitingTasks waiting = new WaitingTasks(true);
    List<WeakReference<Object>> references = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Object task = new Task(i);
      references.add(new WeakReference<>(task));
      waiting.add(task, 1);
    }
    Object last = new Task(-1);
    waiting.add(last, 2);
    assertThat(Collected.all(references)).isTrue();
    assertThat(waiting.take(last)).isEqualTo(2);
    assertThat(waiting.sweep(NoteSweep.LOST)).isEqualTo(200);
    assertThat(waiting.size()).isZero();
  }

  @Test
  void cancelledFuturesAreSweptAndOthersStay() {
    WaitingTasks waiting = new WaitingTasks(false);
    List<FutureTask<?>> futures = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      FutureTask<?> future = new FutureTask<>(() -> null);
      futures.add(future);
      waiting.add(future, i + 1);
    }
    for (int i = 0; i < 300; i += 3) {
      futures.get(i).cancel(false);
    }
    assertThat(waiting.sweep(NoteSweep.CANCELLED)).isEqualTo(100);
    assertThat(waiting.take(futures.get(0))).isEqualTo(WaitingTasks.ABSENT);
    assertThat(waiting.take(futures.get(299))).isEqualTo(300);
    assertThat(waiting.size()).isEqualTo(199);
  }

  @Test
  void everythingIsSweptOnce() {
    WaitingTasks waiting = new WaitingTasks(false);
    Object last = overtakeAll(waiting);
    waiting.take(last);
    assertThat(waiting.sweep(NoteSweep.ALL)).isEqualTo(3 * WaitingTasks.NEAR);
    assertThat(waiting.sweep(NoteSweep.ALL)).isZero();
    assertThat(waiting.size()).isZero();
  }
}
