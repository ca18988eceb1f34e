package dev.tachograph.bootstrap.metrics.window;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Reads windows, one after the other, with the same memory: a scrape of a thousand series allocates
 * their snapshots and nothing else.
 */
final class WindowReader {
  /** The reader that is not in use, if any. */
  private static final AtomicReference<@Nullable WindowReader> IDLE = new AtomicReference<>();

  /** A reader that needed more memory than this is not kept. */
  private static final long KEPT_BYTES = 1 << 20;

  /** How often to look at all cells once more if one of them moved. */
  private static final int READ_ATTEMPTS = 4;

  /** How often to copy once more if writers overwrote what was being copied. */
  private static final int COPY_ATTEMPTS = 64;

  /**
   * How many more values than the window needs are taken from each stripe: in a stripe, values can
   * be out of the order of their stamps, by writers that were suspended before they recorded.
   */
  private static final int OUT_OF_ORDER = WindowCell.SPARE / 2;

  private final QuantileSelector selector = new QuantileSelector();
  private final CellView baseView = new CellView();
  private Stripe[] stripes = new Stripe[0];
  private CellView[] stripeViews = new CellView[0];
  private int stripeCount;
  long[] values = new long[0];
  private long[] stamps = new long[0];

  static WindowSnapshot snapshot(QuantileWindow window) {
    WindowReader reader = IDLE.getAndSet(null);
    if (reader == null) {
      reader = new WindowReader();
    }
    WindowSnapshot snapshot = reader.read(window);
    if (reader.memory() <= KEPT_BYTES) {
      IDLE.set(reader);
    }
    return snapshot;
  }

  /**
   * Fills a new window with count, sum and values of others: the values of the first one as far as
   * it has any, for they are the newest, then those of the others.
   */
  static void copyAll(List<QuantileWindow> windows, QuantileWindow target) {
    WindowReader reader = new WindowReader();
    long[] newest = new long[target.capacity];
    int free = newest.length;
    long count = 0;
    long sum = 0;
    for (QuantileWindow window : windows) {
      int size = reader.load(window);
      int taken = Math.min(size, free);
      free -= taken;
      System.arraycopy(reader.values, size - taken, newest, free, taken);
      count += reader.baseView.count;
      sum += reader.baseView.sum;
      for (int i = 0; i < reader.stripeCount; i++) {
        count += reader.stripeViews[i].count;
        sum += reader.stripeViews[i].sum;
      }
      reader.clear();
    }
    target.base.fill(count, sum, newest, free);
  }

  private WindowSnapshot read(QuantileWindow window) {
    int size = load(window);
    long version = baseView.word;
    long count = baseView.count;
    long sum = baseView.sum;
    for (int i = 0; i < stripeCount; i++) {
      version += stripeViews[i].word;
      count += stripeViews[i].count;
      sum += stripeViews[i].sum;
    }
    clear();
    return new WindowSnapshot(version, count, sum, size, selector.quantiles(values, size));
  }

  /** Copies the window's values to the start of {@link #values} and returns how many they are. */
  int load(QuantileWindow window) {
    collect(window.stripes);
    int size = -1;
    for (int attempt = 1; size < 0; attempt++) {
      readCells(window.base);
      size = copyWindow(window.capacity, window.base, attempt == COPY_ATTEMPTS);
    }
    return size;
  }

  private void collect(@Nullable StripeTable table) {
    stripeCount = 0;
    if (table == null) {
      return;
    }
    for (int place = 0; place < table.stripes(); place++) {
      for (Stripe stripe = table.newest(place); stripe != null; stripe = stripe.replaced) {
        if (stripeCount == stripes.length) {
          grow(stripeCount * 2 + 4);
        }
        stripes[stripeCount++] = stripe;
      }
    }
  }

  private void grow(int length) {
    int before = stripes.length;
    stripes = Arrays.copyOf(stripes, length);
    stripeViews = Arrays.copyOf(stripeViews, length);
    for (int i = before; i < length; i++) {
      stripeViews[i] = new CellView();
    }
  }

  /** Reads all cells, if possible without one of them moving while the others are read. */
  private void readCells(BaseCell base) {
    for (int attempt = 0; attempt < READ_ATTEMPTS; attempt++) {
      baseView.read(base);
      for (int i = 0; i < stripeCount; i++) {
        stripeViews[i].read(stripes[i]);
      }
      if (nothingMoved(base)) {
        return;
      }
    }
  }

  private boolean nothingMoved(BaseCell base) {
    for (int i = 0; i < stripeCount; i++) {
      if (stripes[i].get() != stripeViews[i].word) {
        return false;
      }
    }
    return base.get() == baseView.word;
  }

  /**
   * Copies the newest values to the start of {@link #values}.
   *
   * @param lastAttempt whether to take what is there even if newer values got in between
   * @return how many, or -1 to try again
   */
  private int copyWindow(int capacity, BaseCell base, boolean lastAttempt) {
    int striped = 0;
    for (int i = 0; i < stripeCount; i++) {
      striped += stripeViews[i].available(capacity + OUT_OF_ORDER);
    }
    ensureCapacity(Math.max(striped, capacity));
    boolean intact = true;
    int size = 0;
    for (int i = 0; i < stripeCount; i++) {
      int n = stripeViews[i].available(capacity + OUT_OF_ORDER);
      intact &= stripeViews[i].copy(stripes[i], n, values, stamps, size);
      size += n;
    }
    if (size < capacity) {
      int n = baseView.available(capacity - size);
      intact &= baseView.copy(base, n, values, stamps, size);
      size += n;
    } else {
      size = keepNewest(size, capacity);
    }
    return intact || lastAttempt ? size : -1;
  }

  /** Moves the values with the newest stamps to the front. */
  private int keepNewest(int size, int wanted) {
    // System.nanoTime() may pass from positive to negative: only differences compare.
    long origin = stamps[0];
    for (int i = 0; i < size; i++) {
      stamps[i] -= origin;
    }
    long oldest = oldestWanted(size, wanted);
    int ties = wanted;
    for (int i = 0; i < size; i++) {
      ties -= stamps[i] > oldest ? 1 : 0;
    }
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (stamps[i] > oldest || (stamps[i] == oldest && ties-- > 0)) {
        values[kept++] = values[i];
      }
    }
    return kept;
  }

  /**
   * The largest stamp that so many are not older than. Found by bisection: at most 64 plain passes
   * over the stamps, whatever their order, without the memory that sorting them would take.
   */
  private long oldestWanted(int size, int wanted) {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (int i = 0; i < size; i++) {
      low = Math.min(low, stamps[i]);
      high = Math.max(high, stamps[i]);
    }
    while (low < high) {
      long middle = low + ((high - low) >>> 1) + 1;
      int notOlder = 0;
      for (int i = 0; i < size; i++) {
        notOlder += stamps[i] >= middle ? 1 : 0;
      }
      if (notOlder >= wanted) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private void ensureCapacity(int size) {
    if (values.length < size) {
      values = new long[size];
    }
    if (stripeCount > 0 && stamps.length < size) {
      stamps = new long[size];
    }
  }

  private void clear() {
    baseView.clear();
    for (int i = 0; i < stripeCount; i++) {
      stripeViews[i].clear();
    }
    Arrays.fill(stripes, null);
  }

  private long memory() {
    return 8L * (values.length + stamps.length) + selector.memory();
  }
}
