package dev.tachograph.agent.export.http.server;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one answer for all requests that ask the same at the same moment.
 *
 * <p>It makes one answer at a time. A request that comes meanwhile shares the next answer. It never
 * shares the answer that is being made, which might lack events from before the request.
 */
final class SharedAnswers {
  /** The default scrape timeout of Prometheus. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** The answers to be made, by question. It is the lock of all fields below. */
  private final Map<String, Pending> next = new HashMap<>();

  private boolean making;
  private long makingSince;

  private static final class Pending {
    int users = 1;
    boolean done;
    @Nullable Answer answer;
  }

  /** The answer to a question; null if there will be none in time. The caller must release it. */
  @Nullable Answer answer(String question, Supplier<Answer> maker) {
    Pending pending;
    synchronized (next) {
      pending = next.get(question);
      if (pending != null) {
        return share(pending);
      }
      if (making && System.nanoTime() - makingSince > PATIENCE_NANOS) {
        return null;
      }
      pending = new Pending();
      next.put(question, pending);
      boolean turn = awaitTurn();
      next.remove(question);
      if (!turn) {
        publish(pending, null);
        return null;
      }
      making = true;
      makingSince = System.nanoTime();
    }
    Answer made = null;
    try {
      made = maker.get();
      return made;
    } finally {
      synchronized (next) {
        making = false;
        publish(pending, made);
      }
    }
  }

  private boolean awaitTurn() {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (making) {
      if (!waitUntil(end)) {
        return false;
      }
    }
    return true;
  }

  /** Waits for the answer of another thread: for that thread's turn, and then as long again. */
  private @Nullable Answer share(Pending pending) {
    pending.users++;
    long end = System.nanoTime() + 2 * PATIENCE_NANOS;
    while (!pending.done) {
      if (!waitUntil(end)) {
        pending.users--;
        return null;
      }
    }
    return pending.answer;
  }

  private void publish(Pending pending, @Nullable Answer answer) {
    if (answer != null) {
      answer.sharedBy(pending.users);
    }
    pending.answer = answer;
    pending.done = true;
    next.notifyAll();
  }

  private boolean waitUntil(long end) {
    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (left <= 0) {
      return false;
    }
    try {
      next.wait(left);
    } catch (InterruptedException e) {
      // The server interrupts no thread in this phase.
    }
    return true;
  }
}
