package dev.tachograph.bootstrap.metrics.window;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The stripes of one contended {@link QuantileWindow}, made on demand.
 *
 * <p>One array remembers by thread id which stripe a thread uses, for all windows together, so that
 * threads that once collided stay apart. It is not a ThreadLocal, which would hold memory in the
 * application's threads and cost most in virtual ones. Two threads that share an array element
 * merely share a stripe.
 *
 * <p>A stripe is stuck if it does not change while a writer finds all stripes busy again and again:
 * either it was left odd (see {@link WindowCell}) or the thread in it is not running. The writer
 * replaces a stuck stripe, so the writer always makes progress. The new stripe refers to the old
 * one, so nothing in it is lost.
 */
@SuppressWarnings("serial")
class StripeTable extends AtomicReferenceArray<@Nullable Stripe> {
  /** Two for each processor: fewer would collide, more would be slow to read. */
  private static final int STRIPES = stripes(Runtime.getRuntime().availableProcessors());

  private static final int MIN_STRIPES = 4;
  private static final int MAX_STRIPES = 16;

  /** Unused slots at either end keep the stripe references off the cache lines of neighbours. */
  static final int PADDING = 32;

  private static final int THREADS = 1024;

  /** The stripe that each thread used last; racy, because a wrong one is merely slower. */
  private static final int[] PREFERRED = new int[PADDING + THREADS + PADDING];

  /** How often a writer looks for a free stripe before it yields. */
  private static final int ATTEMPTS_PER_YIELD = 64;

  /** How many times in a row a writer must find a stripe unchanged before it replaces it. */
  private static final int PATIENCE = 32;

  static {
    for (int i = 0; i < THREADS; i++) {
      PREFERRED[PADDING + i] = i;
    }
  }

  private final int capacity;
  private final int attemptsPerYield;
  private final int patience;

  StripeTable(int capacity) {
    this(capacity, ATTEMPTS_PER_YIELD, PATIENCE);
  }

  /**
   * With as little patience as a test needs to see stripes replaced.
   *
   * @param attemptsPerYield a multiple of the number of stripes
   */
  StripeTable(int capacity, int attemptsPerYield, int patience) {
    super(PADDING + STRIPES + PADDING);
    this.capacity = capacity;
    this.attemptsPerYield = attemptsPerYield;
    this.patience = patience;
  }

  /** The stripe that the thread used last, or null if it does not exist yet. */
  @Nullable Stripe preferred() {
    return get(position(PREFERRED[thread()]));
  }

  /** Records in any free stripe. */
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
      if (attempt % attemptsPerYield == 0) {
        // The interval is a multiple of the number of stripes, so this is the same stripe every
        // time.
        long word = stripe.get();
        stuck = word == stuckWord && (word & 1) != 0 ? stuck + 1 : 0;
        stuckWord = word;
        if (stuck == patience) {
          replace(position(choice), stripe);
          stuck = 0;
        }
        Thread.yield();
      }
    }
  }

  /** The number of places for stripes; replaced stripes do not count. */
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

  /** The number of observations in all stripes. */
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
    Stripe fresh = newStripe(null);
    return compareAndSet(position, null, fresh) ? fresh : get(position);
  }

  Stripe newStripe(@Nullable Stripe replaced) {
    return new Stripe(capacity, replaced);
  }

  private void replace(int position, Stripe stuck) {
    compareAndSet(position, stuck, newStripe(stuck));
  }

  private static int position(int choice) {
    return PADDING + (choice & STRIPES - 1);
  }

  /** The position in {@link #PREFERRED} of the current thread. */
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
