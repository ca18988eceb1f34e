package dev.tachograph.bootstrap.metrics.mapped;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One writer's place among those of a number in the file. Bit 0 of its word is 1 while a writer is
 * inside; the other bits are the subclass's. A writer that finds another inside goes elsewhere: see
 * {@link SpreadCells}.
 */
@SuppressWarnings({"unused", "serial"})
public abstract class MappedCell extends AtomicLong {
  /** Keeps the words of neighbours out of one cache line. */
  long p0, p1, p2, p3, p4, p5, p6;

  protected final ValuesFile file;
  protected final int series;
  protected final int field;

  /** The stuck cell that this one replaced; readers still read it. */
  final @Nullable MappedCell replaced;

  /** Where the image is; null while there is none. Whoever is inside may use it. */
  protected @Nullable ByteBuffer buffer;

  protected int at;

  protected MappedCell(ValuesFile file, int series, int field, @Nullable MappedCell replaced) {
    this.file = file;
    this.series = series;
    this.field = field;
    this.replaced = replaced;
  }

  /** Records a value, unless another writer is inside or was faster. */
  protected abstract boolean tryRecord(long value);

  /** A further cell for the same number, with an image of its own. */
  protected abstract MappedCell another(@Nullable MappedCell replaced);

  /** Enters, and returns the word before, or -1 if another writer is inside or was faster. */
  protected final boolean enter(long word) {
    return (word & 1) == 0 && compareAndSet(word, word + 1);
  }

  /** The image of the cell. */
  protected abstract class Image extends FileEntry {
    private final boolean alone;

    /**
     * @param alone whether it shall share no cache lines with others
     */
    protected Image(boolean alone) {
      this.alone = alone;
    }

    @Override
    protected int alignment() {
      return alone ? 2 * CACHE_LINE : super.alignment();
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // Waits for a writer, on a thread of the agent.
    protected final void write(ByteBuffer buffer, int at, long place) {
      long word = get();
      while (!enter(word)) {
        Thread.yield();
        word = get();
      }
      try {
        copy(buffer, at, word);
        MappedCell.this.at = at;
        MappedCell.this.buffer = buffer;
      } finally {
        lazySet(word);
      }
    }

    /** Writes the record with all that the cell holds. */
    protected abstract void copy(ByteBuffer buffer, int at, long word);
  }

  private static final int CACHE_LINE = 64;
}
