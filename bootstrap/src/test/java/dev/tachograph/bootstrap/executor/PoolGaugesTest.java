package dev.tachograph.bootstrap.executor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.RegistryReading;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PoolGaugesTest {
  private static final String QUEUED = "java_executor_queued_tasks";
  private static final String CORE_THREADS = "java_executor_pool_core_threads";

  private final MetricRegistry registry = TestMonitors.registry();
  private final TestMonitors.Settings settings = new TestMonitors.Settings();
  private final ExecutorMonitors monitors = TestMonitors.monitors(registry, settings);

  /** A queue as an application may write one. */
  private abstract static class OwnQueue extends LinkedBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1;

    final AtomicInteger asked = new AtomicInteger();

    abstract int answer();

    @Override
    public int size() {
      asked.incrementAndGet();
      return answer();
    }
  }

  private ExecutorMonitor pool(String name, LinkedBlockingQueue<Runnable> queue) {
    ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 2, 1, TimeUnit.SECONDS, queue);
    return monitor(pool, name);
  }

  private ExecutorMonitor monitor(Object executor, String name) {
    ExecutorMonitor monitor =
        Objects.requireNonNull(monitors.created(executor, name, true, 2, true));
    kept.put(monitor, executor);
    return monitor;
  }

  private final Map<ExecutorMonitor, Object> kept = new HashMap<>();

  private Map<String, Double> read(String family) {
    Map<String, Double> values = new HashMap<>();
    for (Series series : family(family).allSeries()) {
      values.put(series.labelValues().get(0), ((Gauge) series).value());
    }
    return values;
  }

  /** The queued tasks when these have answered: a slow machine may not ask all in time. */
  private Map<String, Double> readWith(String... executors) {
    Map<String, Double> queued = read(QUEUED);
    while (!queued.keySet().containsAll(List.of(executors))
        && !Thread.currentThread().isInterrupted()) {
      queued = read(QUEUED);
    }
    return queued;
  }

  private MetricFamily<?> family(String name) {
    return registry.families().stream()
        .filter(family -> family.name().equals(name))
        .findAny()
        .orElseThrow();
  }

  @Test
  void aQueueThatNeverAnswers_costsOnlyItsOwnSeries() {
    CountDownLatch never = new CountDownLatch(1);
    OwnQueue hung =
        new OwnQueue() {
          @Override
          int answer() {
            try {
              never.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return 0;
          }
        };
    pool("hung", hung);
    pool("other", new LinkedBlockingQueue<>());
    for (int scrape = 0; scrape < 3; scrape++) {
      assertThat(read(QUEUED)).doesNotContainKey("hung").containsEntry("other", 0.0);
      assertThat(read(CORE_THREADS)).containsEntry("other", 1.0);
    }
    assertThat(hung.asked).hasValue(1);
    never.countDown();
  }

  @Test
  void aReading_namesTheClassOfWhichNoTaskHasStarted() {
    List<String> said = new ArrayList<>();
    ProbeErrors.logTo(said::add);
    try {
      OwnExecutorProbe.STARTS.submitted(
          "com.acme.ReadOnly", System.nanoTime() - SeenStarts.PATIENCE - 1);
      counted(new RegistryReading(), QUEUED);
      counted(new RegistryReading(), QUEUED);
    } finally {
      ProbeErrors.logTo(message -> {});
    }
    assertThat(said).singleElement().asString().contains("com.acme.ReadOnly");
  }

  @Test
  void aQueueThatFails_costsOnlyItsOwnSeries() {
    pool(
        "failing",
        new OwnQueue() {
          @Override
          int answer() {
            throw new AssertionError("do not ask");
          }
        });
    pool("other", new LinkedBlockingQueue<>());
    assertThat(read(QUEUED)).doesNotContainKey("failing").containsEntry("other", 0.0);
  }

  @Test
  void whatIsShutDownOrExcluded_isNotAsked() {
    OwnQueue queue =
        new OwnQueue() {
          @Override
          int answer() {
            return 7;
          }
        };
    ExecutorMonitor pool = pool("own", queue);
    assertThat(readWith("own")).containsEntry("own", 7.0);
    int asked = queue.asked.get();
    pool.closed = true;
    settings.excluded.add("excluded");
    pool("excluded", queue);
    for (PoolGauges.Kind kind : PoolGauges.Kind.values()) {
      assertThat(read(kind.family)).doesNotContainKey("excluded");
    }
    assertThat(read(QUEUED)).doesNotContainKey("own");
    assertThat(queue.asked).hasValue(asked);
  }

  @Test
  void whatOthersForkIntoAForkJoinPool_isNotQueued() {
    ForkJoinPool pool = new ForkJoinPool(1);
    ExecutorMonitor monitor = monitor(pool, "forks");
    monitor.countSubmission();
    monitor.countSubmission();
    assertThat(read(QUEUED)).containsEntry("forks", 2.0);
    assertThat(monitor.startedAt(ExecutorMonitor.now(), "task", new TaskThread())).isTrue();
    monitor.addCancelled(1);
    assertThat(read(QUEUED)).containsEntry("forks", 0.0);
  }

  @Test
  void whileTheFamiliesAreRegistered_thereIsNothing() {
    MetricRegistry registered = TestMonitors.registry();
    new ExecutorMetrics(registered, new PoolGauges(), true);
    assertThat(registered.families()).isNotEmpty();
    assertThat(registered.families()).allMatch(family -> family.allSeries().isEmpty());
  }

  /** A tenth of a second later: the last reading comes once. */
  @Test
  void whatTheApplicationTookOutOfTheQueue_isCancelledBeforeTheLastReading() {
    monitors.install();
    ExecutorMonitor pool = pool("drained", new LinkedBlockingQueue<>());
    pool.submitted(new Object());
    pool.submitted(new Object());
    ExecutorMonitors.lookForTheLastTime();
    RegistryReading reading = new RegistryReading();
    assertThat(counted(reading, "java_executor_cancelled_tasks_total")).isEqualTo(2);
    assertThat(counted(reading, "java_executor_submitted_tasks_total")).isEqualTo(2);
    assertThat(pool.seemsToMissTasks()).isFalse();
  }

  /** Whose tasks it was is known only to the pool, so its end must not begin the count anew. */
  @Test
  @Timeout(60)
  void whatAPoolHasLost_isCancelledByTheSecondReading_ifThePoolIsCollectedBefore()
      throws InterruptedException {
    String cancelled = "java_executor_cancelled_tasks_total";
    ExecutorMonitor pool = pool("gone", new LinkedBlockingQueue<>());
    pool.workerStarted(new Thread("gone-1"));
    pool.submitted(new Object());
    pool.submitted(new Object());
    pool.shutDown();
    pool.workerEnded(false);
    assertThat(counted(new RegistryReading(), cancelled)).isZero();
    kept.clear();
    while (pool.executor() != null) {
      System.gc();
    }
    Thread.sleep(TimeUnit.NANOSECONDS.toMillis(ExecutorMonitor.BETWEEN_LOOKS) + 1);
    assertThat(counted(new RegistryReading(), cancelled)).isEqualTo(2);
    Thread.sleep(TimeUnit.NANOSECONDS.toMillis(ExecutorMonitor.BETWEEN_LOOKS) + 1);
    assertThat(counted(new RegistryReading(), cancelled)).isEqualTo(2);
  }

  /** It tells by itself what it has lost. */
  @Test
  void whatAPoolHasLostThatHasEnded_isCancelledOnce() throws InterruptedException {
    String cancelled = "java_executor_cancelled_tasks_total";
    ExecutorMonitor pool = pool("ended", new LinkedBlockingQueue<>());
    pool.workerStarted(new Thread("ended-1"));
    pool.submitted(new Object());
    pool.shutDown();
    pool.workerEnded(false);
    for (int scrape = 0; scrape < 4; scrape++) {
      assertThat(counted(new RegistryReading(), cancelled)).isEqualTo(scrape == 0 ? 0 : 1);
      Thread.sleep(TimeUnit.NANOSECONDS.toMillis(ExecutorMonitor.BETWEEN_LOOKS) + 1);
    }
    assertThat(kept).containsKey(pool);
  }

  @Test
  void aReadingOfAnyFamilyOfTasks_looksForLostTasks() {
    ExecutorMonitor pool = pool("drained", new LinkedBlockingQueue<>());
    pool.submitted(new Object());
    assertThat(pool.seemsToMissTasks()).isFalse();
    assertThat(counted(new RegistryReading(), QUEUED)).isZero();
    assertThat(pool.seemsToMissTasks()).isTrue();
  }

  @Test
  @Timeout(20)
  void manyQueuesThatNeverAnswer_costOnlyTheirOwnSeries() {
    CountDownLatch never = new CountDownLatch(1);
    List<OwnQueue> hung = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      OwnQueue queue =
          new OwnQueue() {
            @Override
            int answer() {
              try {
                never.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return 0;
            }
          };
      hung.add(queue);
      pool("hung" + i, queue);
      pool(
          "own" + i,
          new OwnQueue() {
            @Override
            int answer() {
              return 7;
            }
          });
    }
    read(QUEUED);
    pool(
        "late",
        new OwnQueue() {
          @Override
          int answer() {
            return 7;
          }
        });
    // Reading again at once gives the answers of the former round.
    Map<String, Double> queued = readWith("late", "own0", "own1", "own2", "own3", "own4", "own5");
    assertThat(queued).containsEntry("late", 7.0);
    for (int i = 0; i < 6; i++) {
      assertThat(queued).doesNotContainKey("hung" + i).containsEntry("own" + i, 7.0);
      assertThat(hung.get(i).asked).hasValue(1);
    }
    never.countDown();
  }

  /** All families of a fork-join pool's tasks come from one set of numbers. */
  @Test
  void whileTasksGoOn_theFamiliesOfOneReadingAddUp() throws InterruptedException {
    ExecutorMonitor pool = monitor(new ForkJoinPool(1), "busy");
    AtomicBoolean over = new AtomicBoolean();
    Thread[] threads = new Thread[2];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> runTasks(pool, over));
      threads[i].start();
    }
    try {
      for (int scrape = 0; scrape < 200; scrape++) {
        RegistryReading reading = new RegistryReading();
        long ended = 0;
        for (Series series : reading.series(family("java_executor_tasks_duration_seconds"))) {
          ended += ((Timer) series).count();
        }
        // What happens between two families of a scrape does not matter.
        Thread.yield();
        long sum = ended + counted(reading, "java_executor_cancelled_tasks_total");
        sum += counted(reading, "java_executor_rejected_tasks_total");
        sum += counted(reading, "java_executor_running_tasks");
        sum += counted(reading, QUEUED);
        assertThat(counted(reading, "java_executor_submitted_tasks_total")).isEqualTo(sum);
      }
    } finally {
      over.set(true);
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(pool.seriesIfNamed()).isNotNull();
  }

  private static void runTasks(ExecutorMonitor pool, AtomicBoolean over) {
    TaskThread thread = new TaskThread();
    for (long i = 0; !over.get(); i++) {
      pool.countSubmission();
      if (i % 5 == 0) {
        pool.addCancelled(1);
      } else if (i % 7 == 0) {
        pool.countRejection(i % 2 == 0 ? "Abort" : "Own");
      } else if (pool.startedAt(ExecutorMonitor.now(), "task", thread)) {
        TaskRuns.ended(thread, i % 3 == 0 ? new IllegalStateException() : null);
      }
    }
  }

  private long counted(RegistryReading reading, String family) {
    long sum = 0;
    for (Series series : reading.series(family(family))) {
      sum +=
          series instanceof Counter ? ((Counter) series).value() : (long) ((Gauge) series).value();
    }
    return sum;
  }
}
