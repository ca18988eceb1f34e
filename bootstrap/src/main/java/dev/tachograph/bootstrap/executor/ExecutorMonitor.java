package dev.tachograph.bootstrap.executor;

import java.lang.ref.WeakReference;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The state of one executor.
 *
 * <p>The name of an executor may become known only when its first thread starts, which is after the
 * first submission. Until then the monitor counts submissions here, and adds them to the series as
 * soon as the series exists. Only submissions can happen before, because every other event settles
 * the name.
 */
final class ExecutorMonitor {
  private static final int UNBOUNDED = Integer.MAX_VALUE;

  /** One scrape may look several times; looks within this time count as one. */
  static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(100);

  /**
   * Up to this many waiting tasks, making their notes weak costs little, even if no task is lost.
   */
  private static final int FEW = 1000;

  /** The number of tasks that may be between the queue and a probe, in either direction. */
  private static final int UNDER_WAY = 16;

  private final ExecutorNames names;
  private final WeakReference<Object> executor;
  final String type;
  private final AtomicReference<@Nullable ExecutorSeries> series = new AtomicReference<>();
  private final @Nullable Creator creator;
  private final AtomicLong unnamedSubmissions = new AtomicLong();
  private final AtomicInteger maxWorkers = new AtomicInteger();
  final WaitingTasks waiting;

  /**
   * Tasks that a rejection handler got and handled in another way than by refusing or running them.
   */
  private volatile @Nullable WaitingTasks refused;

  private final AtomicReference<@Nullable WaitingTasks> timed = new AtomicReference<>();

  /** The number of threads in a rejection handler, or in a submission that may go on after one. */
  final AtomicInteger rejecting = new AtomicInteger();

  /** The number of worker threads. */
  final AtomicInteger workers = new AtomicInteger();

  /** Set when a probe has seen a worker start. */
  private volatile boolean hadWorkers;

  /** Set when tasks have due times. */
  volatile boolean scheduled;

  /** Set by shutdown: a scrape no longer exposes the gauges of the pool. */
  volatile boolean closed;

  private final boolean heldByExecutor;
  private final boolean adopted;

  /** Set when its name turns out to be excluded. */
  private volatile boolean excluded;

  private @Nullable QueueReading lastLook;

  /** 1 while a thread drops notes of lost tasks. */
  private final AtomicInteger forgetting = new AtomicInteger();

  /** The state of the executor at a scrape. */
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
   * @param heldByExecutor whether the executor alone holds the monitor
   * @param adopted whether the executor existed before, so that it has threads and tasks that no
   *     probe has seen
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

  /** Whether all of its workers have ended, if it had any. */
  boolean hasWorkedOff() {
    return adopted || (hadWorkers && workers.get() <= 0);
  }

  /** Whether its name is excluded. */
  boolean isExcluded() {
    return excluded;
  }

  @Nullable Creator creator() {
    return creator;
  }

  /** Sets the maximum number of threads; called before the name is settled. */
  void maxWorkers(int threads) {
    if (threads != UNBOUNDED) {
      maxWorkers.set(threads);
    }
  }

  /** The series, once the name is settled. */
  @Nullable ExecutorSeries seriesIfNamed() {
    return series.get();
  }

  /** The series; settles the name first if necessary. Null if the executor is excluded. */
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

  /** Settles the name from that of a worker thread, unless that name says nothing. */
  void nameByThread(Thread worker) {
    if (series.get() == null && !excluded) {
      String name = names.withThread(worker.getName());
      if (name != null) {
        settle(name);
      }
    }
  }

  /** A task was submitted and waits from now on. */
  void submitted(Object task) {
    if (!excluded) {
      countSubmission();
      note(waiting, task, now());
    }
  }

  /** Notes that a task waits. If very many tasks seem to wait, drops the notes of lost tasks. */
  void note(WaitingTasks notes, Object task, long stamp) {
    if (notes.add(task, stamp) && forgetting.compareAndSet(0, 1)) {
      try {
        long added = notes.added();
        addCancelled(notes.forget(notes == waiting ? mostWaiting() : UNBOUNDED, added));
      } finally {
        forgetting.set(0);
      }
    }
  }

  /** Another object takes the place of a submitted task, and its waiting time. */
  void replaced(Object task, Object other) {
    long stamp = waiting.take(task);
    if (stamp != WaitingTasks.ABSENT) {
      note(waiting, other, stamp);
    }
  }

  /** The maximum number of tasks that have not started; {@link #UNBOUNDED} if unknown. */
  private int mostWaiting() {
    Object pool = executor.get();
    int queued = pool == null ? (int) PoolState.UNKNOWN : PoolState.queuedByJdk(pool);
    return queued < 0 ? UNBOUNDED : queued + mostUnderWay();
  }

  private int mostUnderWay() {
    return adopted ? FEW : workers.get() + 4 * UNDER_WAY;
  }

  /** A task was submitted. */
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
   * @return whether to measure it
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
        // It was submitted before the agent was attached.
        return false;
      }
      // The application itself put it into the queue, perhaps its rejection handler.
      series.submitted.increment();
    }
    long now = now();
    boolean isTimed = scheduled && task instanceof Delayed;
    boolean hasWaited = isTimed || stamp != WaitingTasks.ABSENT;
    long due = isTimed ? dueAt((Delayed) task, stamp, now) : stamp;
    if (hasWaited) {
      series.wait.record(now - due, now);
    } else {
      series.startsWithoutWait.increment();
    }
    thread.enter(series, task, now);
    thread.run.waited = hasWaited ? now - due : TaskRun.UNKNOWN;
    return true;
  }

  /** The due time of a task; the start of its waiting if its class fails to return the delay. */
  static long dueAt(Delayed task, long stamp, long now) {
    try {
      return now + task.getDelay(TimeUnit.NANOSECONDS);
    } catch (Throwable e) {
      return stamp == WaitingTasks.ABSENT ? now : stamp;
    }
  }

  /**
   * A task that waits outside of {@link #waiting} is about to run.
   *
   * @param stamp when it was submitted or due
   * @return whether to measure it
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
    thread.run.waited = now - stamp;
    return true;
  }

  /** Like {@link #started}, but only for a task with a note. */
  boolean startedIfWaiting(Object task, TaskThread thread) {
    long stamp = waiting.take(task);
    return stamp != WaitingTasks.ABSENT && startedAt(stamp, task, thread);
  }

  /** The notes, with due times, of scheduled tasks whose queue the agent cannot read. */
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

  /**
   * The executor was shut down. It has no series if it was made while a class of its creator's
   * package was initialized, and nothing was submitted: such are the ends of others in libraries.
   */
  void shutDown() {
    boolean isEnd = creator != null && creator.initializesClass && unnamedSubmissions.get() == 0;
    if (!isEnd) {
      settledSeries();
    }
    closed = true;
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

  /** All cancelled futures were taken out of the queue. */
  void purged() {
    addCancelled(waiting.sweep(NoteSweep.CANCELLED));
  }

  /**
   * A task was refused.
   *
   * @param policy names the rejection handler
   * @param mayRun whether the handler may run the task in another way
   */
  void rejected(Object task, String policy, boolean mayRun) {
    long stamp = waiting.takeLatest(task);
    if (stamp == WaitingTasks.ABSENT) {
      return;
    }
    countRejection(policy);
    if (mayRun) {
      WaitingTasks others = refused;
      if (others == null) {
        // Two threads may do this at once; then one task has no waiting time.
        others = new WaitingTasks(true);
        refused = others;
      }
      if (others.add(task, stamp)) {
        others.forget(UNBOUNDED, others.added());
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

  /** This many tasks left without having run. */
  void addCancelled(int tasks) {
    ExecutorSeries series = tasks > 0 ? settledSeries() : null;
    if (series != null) {
      series.cancelled.add(tasks);
    }
  }

  /**
   * Looks for tasks that have left without passing a probe, because the application itself emptied
   * the queue.
   *
   * <p>If two looks in a row find more notes than queued tasks, the monitor holds the waiting tasks
   * weakly. A task that is then collected has left. One object never has more notes than there can
   * be tasks. If the queue was empty at both looks and nothing has happened in between, all noted
   * tasks have left.
   *
   * @param queued the number of tasks in the queue
   * @param added the number of notes made before the queue was looked at
   * @param mayHoldMore whether there may be tasks that have left the queue and not started, such as
   *     one that {@code beforeExecute} holds back
   * @param exact whether the queue's size includes all waiting tasks
   */
  synchronized void look(int queued, long added, boolean mayHoldMore, boolean exact, long nanos) {
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
        addCancelled(waiting.forgetRepeated(queued + mostUnderWay(), added));
      }
    }
  }

  /** Whether the next look may find that tasks have left. */
  synchronized boolean seemsToMissTasks() {
    QueueReading last = lastLook;
    return last != null && last.surplus && waiting.size() > 0;
  }

  /** A clock reading that is never {@link WaitingTasks#ABSENT}. */
  static long now() {
    long now = System.nanoTime();
    return now == WaitingTasks.ABSENT ? 1 : now;
  }
}
