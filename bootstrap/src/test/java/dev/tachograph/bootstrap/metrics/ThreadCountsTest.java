package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThreadCountsTest {
  /** No timer of another test gets this number, or the next. */
  private static final int NUMBER = ThreadCounts.NUMBERS;

  private final long before = ThreadCounts.sum(NUMBER);

  private long counted() {
    return ThreadCounts.sum(NUMBER) - before;
  }

  /** Makes threads until there is one whose place is that of another. */
  private static Thread sharingThePlaceOf(Thread other, Runnable work) {
    Thread made = new Thread(work);
    while ((made.getId() - other.getId()) % ThreadCounts.PLACES != 0) {
      made = new Thread(work);
    }
    return made;
  }

  private static void run(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
  }

  @Test
  void everyNumberHasItsOwnCount() throws InterruptedException {
    long other = ThreadCounts.sum(NUMBER + 1);
    boolean[] counted = new boolean[3];
    run(
        new Thread(
            () -> {
              counted[0] = ThreadCounts.increment(NUMBER);
              counted[1] = ThreadCounts.increment(NUMBER);
              counted[2] = ThreadCounts.increment(NUMBER + 1);
            }));
    assertThat(counted).containsOnly(true);
    assertThat(counted()).isEqualTo(2);
    assertThat(ThreadCounts.sum(NUMBER + 1) - other).isEqualTo(1);
  }

  @Test
  void aThreadAtThePlaceOfALivingOne_countsElsewhere() throws InterruptedException {
    CountDownLatch counted = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    boolean[] results = new boolean[3];
    Thread first =
        new Thread(
            () -> {
              results[0] = ThreadCounts.increment(NUMBER);
              counted.countDown();
              awaitQuietly(end);
              results[2] = ThreadCounts.increment(NUMBER);
            });
    first.start();
    counted.await();
    run(sharingThePlaceOf(first, () -> results[1] = ThreadCounts.increment(NUMBER)));
    end.countDown();
    first.join();
    assertThat(results).containsExactly(true, false, true);
    assertThat(counted()).isEqualTo(2);
  }

  @Test
  void aThreadAtThePlaceOfADeadOne_goesOnWithItsCounts() throws InterruptedException {
    boolean[] results = new boolean[2];
    Thread first = new Thread(() -> results[0] = ThreadCounts.increment(NUMBER));
    run(first);
    run(sharingThePlaceOf(first, () -> results[1] = ThreadCounts.increment(NUMBER)));
    assertThat(results).containsOnly(true);
    assertThat(counted()).isEqualTo(2);
  }

  @Test
  void aDeadThreadIsNotKept() throws InterruptedException {
    WeakReference<Thread> dead = deadThread();
    while (dead.get() != null) {
      System.gc();
      Thread.sleep(1);
    }
    assertThat(counted()).isEqualTo(1);
  }

  private static WeakReference<Thread> deadThread() throws InterruptedException {
    Thread thread = new Thread(() -> ThreadCounts.increment(NUMBER));
    run(thread);
    return new WeakReference<>(thread);
  }

  @Test
  void aClassThatMakesUpIds_cannotCountForAnother() throws InterruptedException {
    CountDownLatch counted = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Thread owner =
        new Thread(
            () -> {
              ThreadCounts.increment(NUMBER);
              counted.countDown();
              awaitQuietly(end);
            });
    owner.start();
    counted.await();
    boolean[] result = {true};
    run(
        new Thread() {
          @Override
          public long getId() {
            return owner.getId();
          }

          @Override
          public void run() {
            result[0] = ThreadCounts.increment(NUMBER);
          }
        });
    end.countDown();
    owner.join();
    assertThat(result[0]).isFalse();
    assertThat(counted()).isEqualTo(1);
  }

  @Test
  void nothingIsLost_howeverManyThreadsComeAndGo() throws InterruptedException {
    AtomicLong elsewhere = new AtomicLong();
    Runnable work =
        () -> {
          for (int i = 0; i < 100; i++) {
            if (!ThreadCounts.increment(NUMBER)) {
              elsewhere.incrementAndGet();
            }
          }
        };
    Thread[] starters = new Thread[4];
    for (int i = 0; i < starters.length; i++) {
      starters[i] =
          new Thread(
              () -> {
                for (int j = 0; j < ThreadCounts.PLACES; j++) {
                  Thread worker = new Thread(work);
                  worker.start();
                  joinQuietly(worker);
                }
              });
      starters[i].start();
    }
    for (Thread starter : starters) {
      starter.join();
    }
    assertThat(counted() + elsewhere.get()).isEqualTo(400L * ThreadCounts.PLACES);
    assertThat(counted()).isGreaterThan(elsewhere.get());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void joinQuietly(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
