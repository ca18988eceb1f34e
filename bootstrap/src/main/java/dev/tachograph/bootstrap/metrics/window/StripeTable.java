package dev.tachograph.bootstrap.metrics.window;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The stripes of one contended {@link QuantileWindow}, made as they are needed.
 *
 * <p>Which stripe a thread uses is remembered for all windows together, by thread id: threads that
 * once collided keep apart. There is no ThreadLocal, which would hold memory in threads that are
 * not ours and cost most in virtual ones; two threads that share a memory merely share a stripe.
 *
 * <p>A stripe that does not move while a writer finds all stripes busy again and again has been
 * left odd (see {@link WindowCell}) or belongs to a thread that is not running. The writer replaces
 * it, so it always gets on; the new stripe refers to the old one, so nothing in it is lost.
 */
@SuppressWarnings("serial")
final class StripeTable extends AtomicReferenceArray<@Nullable Stripe> {
  /** Two for each processor: fewer collide, more are slow to read. */
  private static final int STRIPES = stripes(Runtime.getRuntime().availableProcessors());

  private static final int MIN_STRIPES = 4;
  private static final int MAX_STRIPES = 16;

  /** Unused slots at either end keep the stripe references off the cache lines of neighbours. */
  static final int PADDING = 32;

  private static final int THREADS = 1024;

  /** The stripe each thread used last; racy, since a wrong one is merely slower. */
  private static final int[] PREFERRED = new int[PADDING + THREADS + PADDING];

  /** How often a writer looks for a free stripe before it lets others run. */
  private static final int ATTEMPTS_PER_YIELD = 64;

  /** How many times running a stripe must be found unmoved to be replaced. */
  private static final int PATIENCE = 32;

  static {
    for (int i = 0; i < THREADS; i++) {
      PREFERRED[PADDING + i] = i;
    }
  }

  private final int capacity;

  StripeTable(int capacity) {
    super(PADDING + STRIPES + PADDING);
    this.capacity = capacity;
  }

  /** The stripe that the thread used last, or null if it is not there yet. */
  @Nullable Stripe preferred() {
    return get(position(PREFERRED[thread()]));
  }

  /** Records in whichever stripe is free. */
  @SuppressWarnings("ThreadPriorityCheck") // Yields only to let a suspended writer run.
  void record(long value, long stamp) {
    int thread = thread();
    int choice = PREFERRED[thread];
    long stuckWord = 0;
    int stuck = 0;
    for (int attempt = 1; ; attempt++, choice++) {
      Stripe stripe = stripe(position(choice));
      if (stripe.tryRecord(value, stamp)) {
        PREFERRED[thread] = choice;
        return;
      }
      if (attempt % ATTEMPTS_PER_YIELD == 0) {
        // A multiple of the number of stripes: it is the same stripe every time.
        long word = stripe.get();
        stuck = word == stuckWord && (word & 1) != 0 ? stuck + 1 : 0;
        stuckWord = word;
        if (stuck == PATIENCE) {
          replace(position(choice), stripe);
          stuck = 0;
        }
        Thread.yield();
      }
    }
  }

  /** How many stripes there may be, replaced ones not counted. */
  int stripes() {
    return STRIPES;
  }

  /** The newest stripe in a place, or null if there is none yet. */
  @Nullable Stripe newest(int place) {
    return get(PADDING + place);
  }

  /** The sum of all words: two equal sums mean that nothing was recorded in between. */
  long words() {
    long words = 0;
    for (int place = 0; place < STRIPES; place++) {
      for (Stripe stripe = newest(place); stripe != null; stripe = stripe.replaced) {
        words += stripe.get();
      }
    }
    return words;
  }

  /** How many observations are in all stripes. */
  long count() {
    long count = 0;
    for (int place = 0; place < STRIPES; place++) {
      for (Stripe stripe = newest(place); stripe != null; stripe = stripe.replaced) {
        count += stripe.get() >>> 1;
      }
    }
    return count;
  }

  private Stripe stripe(int position) {
    Stripe present = get(position);
    if (present != null) {
      return present;
    }
    Stripe fresh = new Stripe(capacity, null);
    return compareAndSet(position, null, fresh) ? fresh : get(position);
  }

  private void replace(int position, Stripe stuck) {
    compareAndSet(position, stuck, new Stripe(capacity, stuck));
  }

  private static int position(int choice) {
    return PADDING + (choice & STRIPES - 1);
  }

  /** Where in {@link #PREFERRED} the current thread looks. */
  @SuppressWarnings("deprecation") // threadId() came with Java 19.
  private static int thread() {
    return PADDING + ((int) Thread.currentThread().getId() & THREADS - 1);
  }

  private static int stripes(int processors) {
    int stripes = MIN_STRIPES;
    while (stripes < processors * 2 && stripes < MAX_STRIPES) {
      stripes *= 2;
    }
    return stripes;
  }
}
