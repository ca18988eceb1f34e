package dev.tachograph.bootstrap.executor;

import java.lang.ref.WeakReference;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one executor.
 *
 * <p>What an executor is called may become clear only when its first thread starts, which is after
 * the first task was handed in. Until then submissions are counted here; they go to the series as
 * soon as there are any. Nothing else can happen before: what does, settles the name.
 */
final class ExecutorMonitor {
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  /** One scrape may look more than once; these looks count as one. */
  static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Up to so many waiting tasks it costs little to make them weak, though all may be well. */
  private static final int FEW = 1000;

  /** So many tasks may be between the queue and a probe, under way in either direction. */
  private static final int UNDER_WAY = 16;

  private final ExecutorNames names;
  private final WeakReference<Object> executor;
  final String type;
  private final AtomicReference<@Nullable ExecutorSeries> series = new AtomicReference<>();
  private final @Nullable Creator creator;
  private final AtomicLong unnamedSubmissions = new AtomicLong();
  private final AtomicInteger maxWorkers = new AtomicInteger();
  final WaitingTasks waiting;

  /** Tasks that a rejection handler was given and did something else with. */
  private volatile @Nullable WaitingTasks refused;

  private final AtomicReference<@Nullable WaitingTasks> timed = new AtomicReference<>();

  /** How many threads are in a rejection handler, or in the midst of what may go on after one. */
  final AtomicInteger rejecting = new AtomicInteger();

  /** How many worker threads there are. */
  final AtomicInteger workers = new AtomicInteger();

  /** Set when it had one that was seen to start. */
  private volatile boolean hadWorkers;

  /** Set when tasks are due at a time of their own. */
  volatile boolean scheduled;

  /** Set by shutdown: the gauges of the pool are no longer exposed. */
  volatile boolean closed;

  private final boolean heldByExecutor;
  private final boolean adopted;

  /** Set when it turns out to have a name that is to be left alone. */
  private volatile boolean excluded;

  private @Nullable QueueReading lastLook;

  /** 1 while a thread looks what of many notes is still true. */
  private final AtomicInteger forgetting = new AtomicInteger();

  /** What the executor looked like at a scrape. */
  private static final class QueueReading {
    final long nanos;
    final long added;
    final int waiting;
    final boolean surplus;
    final boolean empty;

    QueueReading(long nanos, long added, int waiting, int queued, boolean mayHoldMore) {
      this.nanos = nanos;
      this.added = added;
      this.waiting = waiting;
      this.surplus = waiting > queued + (waiting <= FEW ? 0 : UNDER_WAY);
      this.empty = queued == 0 && !mayHoldMore;
    }
  }

  /**
   * @param heldByExecutor whether the executor holds the monitor, and nobody else does
   * @param adopted whether it was at work before, so that it has threads and tasks unseen
   */
  ExecutorMonitor(
      ExecutorNames names,
      Object executor,
      @Nullable Creator creator,
      boolean heldByExecutor,
      boolean adopted) {
    this.names = names;
    this.executor = new WeakReference<>(executor);
    this.type = executor.getClass().getName();
    this.creator = creator;
    this.heldByExecutor = heldByExecutor;
    this.adopted = adopted;
    this.waiting = new WaitingTasks(!heldByExecutor);
  }

  @Nullable Object executor() {
    return executor.get();
  }

  boolean isAdopted() {
    return adopted;
  }

  /** Whether all of its workers have gone, if it has such. */
  boolean hasWorkedOff() {
    return adopted || (hadWorkers && workers.get() <= 0);
  }

  /** Whether it is left alone because of its name. */
  boolean isExcluded() {
    return excluded;
  }

  @Nullable Creator creator() {
    return creator;
  }

  /** The executor may have that many threads; asked for before its name is settled. */
  void maxWorkers(int threads) {
    if (threads != UNBOUNDED) {
      maxWorkers.set(threads);
    }
  }

  /** The series, once the name is settled. */
  @Nullable ExecutorSeries seriesIfNamed() {
    return series.get();
  }

  /** The series; settles the name if it is not. Null if the executor is to be left alone. */
  @Nullable ExecutorSeries settledSeries() {
    ExecutorSeries present = series.get();
    if (present != null || excluded) {
      return present;
    }
    settle(names.withoutThread(this));
    return series.get();
  }

  /** Settles the name, unless it is settled already. */
  void settle(String name) {
    if (series.get() == null && !excluded) {
      if (names.excludesName(name)) {
        excluded = true;
        return;
      }
      series.compareAndSet(null, names.series(name, type));
    }
    ExecutorSeries settled = series.get();
    if (settled != null) {
      settled.submitted.add(unnamedSubmissions.getAndSet(0));
      int max = maxWorkers.getAndSet(0);
      if (max > 0) {
        settled.maxWorkers(max);
      }
    }
  }

  /** Settles the name by that of a worker thread, unless that says nothing. */
  void nameByThread(Thread worker) {
    if (series.get() == null && !excluded) {
      String name = names.withThread(worker.getName());
      if (name != null) {
        settle(name);
      }
    }
  }

  /** A task was handed in and waits from now on. */
  void submitted(Object task) {
    if (!excluded) {
      countSubmission();
      note(waiting, task, now());
    }
  }

  /** Notes that a task waits; if very many seem to, looks whether that is so. */
  void note(WaitingTasks notes, Object task, long stamp) {
    if (notes.add(task, stamp) && forgetting.compareAndSet(0, 1)) {
      try {
        addCancelled(notes.forget(notes == waiting ? mostWaiting() : UNBOUNDED));
      } finally {
        forgetting.set(0);
      }
    }
  }

  /** How many tasks there can be that have not started; {@link #UNBOUNDED} if nobody knows. */
  private int mostWaiting() {
    Object pool = executor.get();
    int queued = pool == null ? (int) PoolState.UNKNOWN : PoolState.queuedByJdk(pool);
    return queued < 0 ? UNBOUNDED : queued + mostUnderWay();
  }

  private int mostUnderWay() {
    return adopted ? FEW : workers.get() + 4 * UNDER_WAY;
  }

  /** A task was handed in. */
  void countSubmission() {
    if (excluded) {
      return;
    }
    ExecutorSeries named = series.get();
    if (named != null) {
      named.submitted.increment();
      return;
    }
    unnamedSubmissions.incrementAndGet();
    named = series.get();
    if (named != null) {
      named.submitted.add(unnamedSubmissions.getAndSet(0));
    }
  }

  /**
   * A task is about to run.
   *
   * @return whether it is to be measured
   */
  boolean started(Object task, TaskThread thread) {
    long stamp = waiting.take(task);
    ExecutorSeries series = settledSeries();
    if (series == null) {
      return false;
    }
    if (CancelledTasks.isCancelled(task)) {
      if (stamp != WaitingTasks.ABSENT) {
        series.cancelled.increment();
      }
      return false;
    }
    if (stamp == WaitingTasks.ABSENT) {
      stamp = takeRefused(task);
      if (stamp == WaitingTasks.ABSENT && adopted) {
        // Handed in before the agent was there.
        return false;
      }
      // Put into the queue by the application itself, perhaps by its rejection handler.
      series.submitted.increment();
    }
    long now = now();
    if (scheduled && task instanceof Delayed) {
      series.wait.record(now - dueAt((Delayed) task, stamp, now), now);
    } else if (stamp != WaitingTasks.ABSENT) {
      series.wait.record(now - stamp, now);
    } else {
      series.startsWithoutWait.increment();
    }
    thread.enter(series, task, now);
    return true;
  }

  /** When a task was due; since when it waits, if its class is one that will not say. */
  static long dueAt(Delayed task, long stamp, long now) {
    try {
      return now + task.getDelay(TimeUnit.NANOSECONDS);
    } catch (Throwable e) {
      return stamp == WaitingTasks.ABSENT ? now : stamp;
    }
  }

  /**
   * A task that waits elsewhere is about to run.
   *
   * @param stamp when it was handed in or due
   * @return whether it is to be measured
   */
  boolean startedAt(long stamp, Object task, TaskThread thread) {
    ExecutorSeries series = settledSeries();
    if (series == null) {
      return false;
    }
    if (CancelledTasks.isCancelled(task)) {
      series.cancelled.increment();
      return false;
    }
    long now = now();
    series.wait.record(now - stamp, now);
    thread.enter(series, task, now);
    return true;
  }

  /** As {@link #started}, but only for a task that is known to wait. */
  boolean startedIfWaiting(Object task, TaskThread thread) {
    long stamp = waiting.take(task);
    return stamp != WaitingTasks.ABSENT && startedAt(stamp, task, thread);
  }

  /**
   * Tasks that wait for a time of their own in a place that nobody can look into, with the time at
   * which they are due.
   */
  WaitingTasks timed() {
    WaitingTasks present = timed.get();
    if (present != null) {
      return present;
    }
    WaitingTasks fresh = new WaitingTasks(!heldByExecutor);
    return timed.compareAndSet(null, fresh) ? fresh : timed();
  }

  /** A worker thread started. */
  void workerStarted(Thread worker) {
    nameByThread(worker);
    hadWorkers = true;
    workers.incrementAndGet();
    ExecutorSeries series = settledSeries();
    if (series != null) {
      series.initializedWorkers.increment();
    }
  }

  /** A worker thread ended. */
  void workerEnded(boolean abrupt) {
    workers.decrementAndGet();
    ExecutorSeries series = settledSeries();
    if (series != null) {
      series.workerTerminated(abrupt);
    }
  }

  private long takeRefused(Object task) {
    WaitingTasks refused = this.refused;
    return refused == null ? WaitingTasks.ABSENT : refused.take(task);
  }

  /** A task was taken out of the queue and will not run. */
  void cancelled(Object task) {
    if (waiting.take(task) != WaitingTasks.ABSENT) {
      addCancelled(1);
    }
  }

  /** Every future in the queue that is cancelled was taken out. */
  void purged() {
    addCancelled(waiting.sweep(NoteSweep.CANCELLED));
  }

  /**
   * A task was refused.
   *
   * @param policy names the rejection handler
   * @param mayRun whether the handler may have given it another way to run
   */
  void rejected(Object task, String policy, boolean mayRun) {
    long stamp = waiting.take(task);
    if (stamp == WaitingTasks.ABSENT) {
      return;
    }
    countRejection(policy);
    if (mayRun) {
      WaitingTasks others = refused;
      if (others == null) {
        // Two threads may do so at once; then one task will have no waiting time.
        others = new WaitingTasks(true);
        refused = others;
      }
      if (others.add(task, stamp)) {
        others.forget(UNBOUNDED);
      }
    }
  }

  /** A task was refused. */
  void countRejection(String policy) {
    ExecutorSeries series = settledSeries();
    if (series != null) {
      series.rejected(policy);
    }
  }

  /** So many tasks left without having run. */
  void addCancelled(int tasks) {
    ExecutorSeries series = tasks > 0 ? settledSeries() : null;
    if (series != null) {
      series.cancelled.add(tasks);
    }
  }

  /**
   * Looks for tasks that have left without passing by a probe, because the application emptied the
   * queue by itself.
   *
   * <p>As long as more wait than are in the queue, what waits is held weakly: whatever nobody else
   * holds is then collected, and is gone. Of one object there are no more than there are tasks. If
   * the queue is empty and nothing has happened from one look to the next, everything is gone.
   *
   * @param queued how many tasks are in the queue
   * @param mayHoldMore whether there may be others that have left the queue and not started, such
   *     as one that {@code beforeExecute} holds back
   * @param exact whether what the queue says is all there is
   */
  synchronized void look(int queued, boolean mayHoldMore, boolean exact, long nanos) {
    WaitingTasks refused = this.refused;
    if (refused != null) {
      refused.sweep(NoteSweep.LOST);
    }
    WaitingTasks timed = this.timed.get();
    if (timed != null) {
      addCancelled(timed.sweep(NoteSweep.LOST));
    }
    addCancelled(waiting.takeLost());
    QueueReading look =
        new QueueReading(nanos, waiting.added(), waiting.size(), queued, mayHoldMore);
    QueueReading last = lastLook;
    lastLook = look;
    if (last == null || !look.surplus || !last.surplus) {
      return;
    }
    if (nanos - last.nanos < BETWEEN_LOOKS) {
      lastLook = last;
      return;
    }
    boolean idle = last.added == look.added && last.waiting == look.waiting;
    if (idle && last.empty && look.empty) {
      addCancelled(waiting.sweep(NoteSweep.ALL));
    } else {
      waiting.weaken();
      addCancelled(waiting.sweep(NoteSweep.LOST));
      if (exact) {
        addCancelled(waiting.forgetRepeated(queued + mostUnderWay()));
      }
    }
  }

  /** A clock reading that is never {@link WaitingTasks#ABSENT}. */
  static long now() {
    long now = System.nanoTime();
    return now == WaitingTasks.ABSENT ? 1 : now;
  }
}
