package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.export.http.ExchangeLimits;
import dev.tachograph.agent.log.AgentLog;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the exchanges on a bounded number of threads, which end when there is nothing to do. An
 * exchange lasts from the first byte of a request to the last byte of its answer.
 *
 * <p>The JDK reads a request on the thread that will answer it, and waits for ever. So an exchange
 * has phases, and each phase has a deadline. When no thread is free, the newest exchange waits at
 * the head of the queue. The exchange that has waited longest for bytes of its client makes room.
 * If none waits for them, it is the one whose client has taken nothing for too long for a scrape.
 * An interrupt ends an exchange: it closes a channel in blocking mode, and the JDK drops the
 * connection. An answer that is being made gets no interrupt, because that would reach the
 * application's objects.
 */
final class Exchanges extends AbstractExecutorService {
  /** What an exchange is doing. */
  enum Phase {
    READING,
    ANSWERING,
    SENDING,

    /**
     * Reads and drops what a refused client still sends, so that no reset overtakes the refusal.
     */
    DRAINING
  }

  private static final long IDLE_MILLIS = 2000;

  /** The time that each client gets to send its request, even when others wait. */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** When to look again for an exchange that is late, though not because of its client. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long NEVER = Long.MAX_VALUE / 2;

  private final ServerThreads group;
  private final ExchangeLimits limits;

  /**
   * The threads that run an exchange, the oldest exchange first. It is the lock of all fields
   * below.
   */
  private final Map<Thread, Exchange> running = new LinkedHashMap<>();

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int threads;
  private int idle;
  private boolean shutdown;

  private static final class Exchange {
    Phase phase = Phase.READING;
    long since = System.nanoTime();

    /** When the client last took a piece. */
    long progress = since;

    int bytesRead;

    /** How often the thread has begun to read bytes of the client. */
    int reads;

    /** Whether it is in the last of these reads. */
    boolean isInRead;

    /** When that began. */
    long readSince;

    /** How long it has waited in reads that have ended. */
    long readNanos;

    /** The read that was seen last when the exchange was late, and when that was seen first. */
    int lateRead;

    long lateSince;

    boolean interrupted;
  }

  Exchanges(ServerThreads group, ExchangeLimits limits) {
    this.group = group;
    this.limits = limits;
  }

  /** Runs an exchange. If there is no memory for a thread, the JDK drops the connection. */
  @Override
  public void execute(Runnable body) {
    Runnable dropped = null;
    synchronized (running) {
      if (shutdown) {
        throw new RejectedExecutionException();
      }
      if (idle <= waiting.size() && threads < limits.threads) {
        group.daemon("tachograph-scrape", () -> work(body)).start();
        threads++;
        return;
      }
      waiting.push(body);
      if (waiting.size() > limits.connections - limits.threads) {
        dropped = waiting.removeLast();
      }
      running.notifyAll();
    }
    if (dropped != null) {
      drop(dropped);
    }
  }

  /**
   * Drops a waiting exchange. Only the JDK can close its connection, and does so when its first
   * read is interrupted.
   */
  private static void drop(Runnable exchange) {
    Thread.currentThread().interrupt();
    try {
      exchange.run();
    } finally {
      Thread.interrupted();
    }
  }

  private void work(Runnable first) {
    Thread thread = Thread.currentThread();
    for (Runnable next = first; next != null; next = next(thread)) {
      synchronized (running) {
        running.put(thread, new Exchange());
        running.notifyAll(); // the watch
      }
      try {
        next.run();
      } catch (OutOfMemoryError e) {
        // The JDK has closed the connection. There is no memory for a log line either.
      } catch (LinkageError e) {
        group.broken(e);
        wake();
      } catch (RuntimeException | Error e) {
        AgentLog.errorOnce("http:" + e.getClass(), "the metrics endpoint lost a connection: " + e);
      }
    }
  }

  private @Nullable Runnable next(Thread thread) {
    synchronized (running) {
      running.remove(thread);
      Thread.interrupted();
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(IDLE_MILLIS);
      idle++;
      for (long left = IDLE_MILLIS; waiting.isEmpty() && left > 0 && !shutdown; ) {
        try {
          running.wait(left);
        } catch (InterruptedException e) {
          // Nobody has a reason to interrupt this thread here.
        }
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
      idle--;
      Runnable exchange = waiting.poll();
      if (exchange == null) {
        threads--;
      }
      return exchange;
    }
  }

  /**
   * Begins a phase of the current thread's exchange.
   *
   * @return false if the exchange must end because it was interrupted, or if none runs here
   */
  boolean enter(Phase phase) {
    synchronized (running) {
      Exchange exchange = running.get(Thread.currentThread());
      if (exchange == null || exchange.interrupted) {
        return false;
      }
      exchange.phase = phase;
      exchange.since = System.nanoTime();
      exchange.progress = exchange.since;
      running.notifyAll();
      return true;
    }
  }

  /** The client has taken a piece, so it is not slow. */
  void progress() {
    synchronized (running) {
      Exchange exchange = running.get(Thread.currentThread());
      if (exchange != null) {
        exchange.progress = System.nanoTime();
      }
    }
  }

  /** The current thread begins to read bytes of its client. */
  void beginsRead() {
    synchronized (running) {
      Exchange exchange = running.get(Thread.currentThread());
      if (exchange != null) {
        exchange.reads++;
        exchange.isInRead = true;
        exchange.readSince = System.nanoTime();
      }
    }
  }

  /**
   * Counts the bytes that the current thread has read from a client, which may send without end.
   */
  void hasRead(int bytes) throws IOException {
    synchronized (running) {
      Exchange exchange = running.get(Thread.currentThread());
      if (exchange != null) {
        exchange.isInRead = false;
        // A collection of garbage makes the thread wait, too, but not again and again.
        exchange.readNanos += Math.min(LATE_NANOS, System.nanoTime() - exchange.readSince);
      }
      if (exchange != null && bytes > 0) {
        exchange.bytesRead += bytes;
        if (exchange.bytesRead > limits.requestBytes) {
          throw new IOException("the request is too long");
        }
      }
    }
  }

  /**
   * Ends the oldest exchange whose client has taken nothing for longer than a scrape takes. This
   * frees the memory of its answer.
   */
  void dropSlowest() {
    synchronized (running) {
      long now = System.nanoTime();
      for (Map.Entry<Thread, Exchange> entry : running.entrySet()) {
        Exchange exchange = entry.getValue();
        if (exchange.phase == Phase.SENDING
            && !exchange.interrupted
            && now - exchange.progress > limits.patienceNanos) {
          exchange.interrupted = true;
          entry.getKey().interrupt();
          return;
        }
      }
    }
  }

  /**
   * Interrupts overdue exchanges, then waits until the next one is due, at most for the given time.
   */
  void watch(long millis) throws InterruptedException {
    synchronized (running) {
      int wanted = idle > 0 || threads < limits.threads ? 0 : waiting.size();
      for (Exchange exchange : running.values()) {
        wanted -= exchange.interrupted ? 1 : 0;
      }
      long now = System.nanoTime();
      long wait = TimeUnit.MILLISECONDS.toNanos(millis);
      for (Phase phase : Phase.values()) {
        for (Map.Entry<Thread, Exchange> entry : running.entrySet()) {
          Exchange exchange = entry.getValue();
          if (exchange.interrupted || exchange.phase != phase) {
            continue;
          }
          long left = left(exchange, wanted > 0, now);
          if (left > 0) {
            wait = Math.min(wait, left);
          } else {
            exchange.interrupted = true;
            entry.getKey().interrupt();
            wanted--;
          }
        }
      }
      running.wait(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
    }
  }

  private long left(Exchange exchange, boolean placeWanted, long now) {
    long begin = placeWanted ? exchange.progress : exchange.since;
    long left = begin + limit(exchange.phase, placeWanted) - now;
    if (left > 0
        || !placeWanted
        || exchange.phase != Phase.READING
        || waitsForClient(exchange, now)) {
      return left;
    }
    // It may wait for a processor, or for a collection of garbage.
    long most = exchange.since + limit(Phase.READING, false) - now;
    return Math.min(LATE_NANOS, most);
  }

  /**
   * Whether the client of an exchange that is late is to blame: the exchange was in the same read
   * some time before, or its request comes drop by drop.
   */
  private static boolean waitsForClient(Exchange exchange, long now) {
    if (exchange.readNanos >= GRACE_NANOS) {
      return true;
    }
    if (!exchange.isInRead) {
      return false;
    }
    if (exchange.lateRead != exchange.reads) {
      exchange.lateRead = exchange.reads;
      exchange.lateSince = now;
    }
    return now - exchange.lateSince >= LATE_NANOS;
  }

  private long limit(Phase phase, boolean placeWanted) {
    switch (phase) {
      case READING:
        return placeWanted ? GRACE_NANOS : limits.readNanos;
      case SENDING:
        return placeWanted ? limits.patienceNanos : limits.sendNanos;
      case DRAINING:
        return placeWanted ? GRACE_NANOS : limits.drainNanos;
      default:
        return NEVER;
    }
  }

  /** Wakes the thread in {@link #watch}. */
  void wake() {
    synchronized (running) {
      running.notifyAll();
    }
  }

  @Override
  public void shutdown() {
    synchronized (running) {
      shutdown = true;
      running.notifyAll();
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    return Collections.emptyList();
  }

  @Override
  public boolean isShutdown() {
    synchronized (running) {
      return shutdown;
    }
  }

  @Override
  public boolean isTerminated() {
    synchronized (running) {
      return shutdown && threads == 0;
    }
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return isTerminated();
  }
}
