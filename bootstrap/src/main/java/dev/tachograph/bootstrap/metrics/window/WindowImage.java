package dev.tachograph.bootstrap.metrics.window;

import dev.tachograph.bootstrap.metrics.mapped.FileEntry;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import dev.tachograph.bootstrap.metrics.mapped.ValuesFile;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The image of a {@link WindowCell} in a file: count, two sums used in turn, and the ring, which
 * grows as the cell's own does. The count is stored last, so what belongs to it is complete.
 *
 * <p>Whoever is inside of the cell may use the image. A larger ring is another place in the file;
 * the old one stays, for readers that are reading it.
 */
final class WindowImage extends FileEntry {
  private static final int STRIPE_ALIGNMENT = 128;

  private final WindowCell cell;
  private final int capacity;
  private final ValuesFile file;
  private final int series;

  private @Nullable ByteBuffer buffer;
  private int at;

  private @Nullable ByteBuffer ring;
  private int ringAt;
  private int ringSlots;
  private int ringShift;

  private int askedSlots;
  private int askedShift;

  WindowImage(WindowCell cell, int capacity, ValuesFile file, int series) {
    this.cell = cell;
    this.capacity = capacity;
    this.file = file;
    this.series = series;
    file.place(this);
  }

  /** Stores what the cell holds already. */
  void store(long next, int slot, long value, long stamp) {
    ByteBuffer image = buffer;
    if (image == null) {
      return;
    }
    ByteBuffer values = ring;
    if (values != null && slot < ringSlots && ringShift == shift()) {
      if (ringShift == 3) {
        values.putLong(ringAt + (slot << 3), value);
      } else {
        values.putInt(ringAt + (slot << 2), (int) value);
      }
      if (cell.stamps != null) {
        values.putLong(ringAt + (ringSlots << ringShift) + (slot << 3), stamp);
      }
    } else {
      askForRing(image);
    }
    long count = next >>> 1;
    image.putLong(at + Layout.SUMS_AT + ((int) count & 1) * Long.BYTES, cell.sum(next));
    file.fence();
    image.putLong(at + Layout.COUNT_AT, count);
  }

  /** The binary logarithm of the bytes of a value. */
  private int shift() {
    return cell.wide.length > 0 ? 3 : 2;
  }

  private int slots() {
    return Math.max(cell.narrow.length, cell.wide.length);
  }

  @Override
  protected int bytes() {
    return Layout.WINDOW_BYTES;
  }

  @Override
  protected int alignment() {
    return cell.stamps == null ? super.alignment() : STRIPE_ALIGNMENT;
  }

  @Override
  protected void write(ByteBuffer to, int place, long filePlace) {
    header(to, place, Layout.CELL, Layout.WINDOW_CELL, Layout.DURATIONS, series, 0);
    to.putInt(place + Layout.CAPACITY_AT, capacity);
    to.putInt(place + Layout.RING_SIZE_AT, cell.ringSize());
    to.putLong(place + Layout.RING_AT, 0);
    long word = enter();
    try {
      at = place;
      buffer = to;
      to.putLong(place + Layout.SUMS_AT, cell.sum(word));
      to.putLong(place + Layout.SUMS_AT + Long.BYTES, cell.sum(word));
      to.putLong(place + Layout.COUNT_AT, word >>> 1);
    } finally {
      cell.lazySet(word);
    }
    if (word != 0) {
      file.place(new Ring(false));
    }
  }

  /** Asks once for each size: an application's thread must not fill the queue of the file. */
  private void askForRing(ByteBuffer image) {
    if (askedSlots == slots() && askedShift == shift()) {
      return;
    }
    askedSlots = slots();
    askedShift = shift();
    file.place(new Ring(true));
    if (ringSlots != askedSlots || ringShift != askedShift) {
      ring = null;
      image.putLong(at + Layout.RING_AT, 0);
    }
  }

  /** Only the agent's thread can find a writer inside. */
  @SuppressWarnings("ThreadPriorityCheck")
  private long enter() {
    long word = cell.get();
    while ((word & 1) != 0 || !cell.compareAndSet(word, word + 1)) {
      Thread.yield();
      word = cell.get();
    }
    return word;
  }

  /** The ring of the cell, as it was when the place was asked for. */
  private final class Ring extends FileEntry {
    private final Thread asking = Thread.currentThread();
    private final boolean inside;
    private final int slots = slots();
    private final int shift = shift();

    /**
     * @param inside whether this thread is inside of the cell
     */
    Ring(boolean inside) {
      this.inside = inside;
    }

    @Override
    protected int bytes() {
      return (slots << shift) + (cell.stamps == null ? 0 : slots << 3);
    }

    @Override
    protected boolean isRecord() {
      return false;
    }

    @Override
    protected void write(ByteBuffer to, int place, long filePlace) {
      // A writer that asks is inside already.
      if (inside && Thread.currentThread() == asking) {
        copy(to, place, filePlace);
        return;
      }
      long word = enter();
      try {
        copy(to, place, filePlace);
      } finally {
        cell.lazySet(word);
      }
    }

    private void copy(ByteBuffer to, int place, long filePlace) {
      ByteBuffer image = buffer;
      if (image == null || slots != slots() || shift != shift()) {
        // The cell has grown meanwhile, and will ask again.
        return;
      }
      for (int i = 0; i < slots; i++) {
        if (shift == 3) {
          to.putLong(place + (i << 3), cell.wide[i]);
        } else {
          to.putInt(place + (i << 2), cell.narrow[i]);
        }
      }
      long form = (long) (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(slots));
      long word = filePlace | form << Layout.RING_SLOTS_SHIFT;
      word |= shift == 3 ? Layout.RING_WIDE : 0;
      long[] stamps = cell.stamps;
      if (stamps != null) {
        int stampsAt = place + (slots << shift);
        for (int i = 0; i < Math.min(slots, stamps.length); i++) {
          to.putLong(stampsAt + (i << 3), stamps[i]);
        }
        word |= Layout.RING_STAMPED;
      }
      ring = to;
      ringAt = place;
      ringSlots = slots;
      ringShift = shift;
      file.fence();
      image.putLong(at + Layout.RING_AT, word);
    }
  }
}
