package dev.tachograph.bootstrap.metrics.window;

import dev.tachograph.bootstrap.metrics.mapped.ValuesFile;
import org.jspecify.annotations.Nullable;

/** A window that other processes can read in a file, also after this one was killed. */
public final class MappedWindow extends QuantileWindow {
  private final ValuesFile file;
  private final int series;

  /**
   * @param capacity the number of observations that quantiles cover
   * @param series the number of the series in the file
   */
  public MappedWindow(int capacity, ValuesFile file, int series) {
    super(capacity, new Base(capacity, file, series));
    this.file = file;
    this.series = series;
  }

  @Override
  StripeTable newStripes() {
    return new StripeTable(capacity) {
      @Override
      Stripe newStripe(@Nullable Stripe replaced) {
        return new ImagedStripe(capacity, replaced, file, series);
      }
    };
  }

  @SuppressWarnings("serial")
  private static final class Base extends BaseCell {
    private final WindowImage image;

    Base(int capacity, ValuesFile file, int series) {
      super(capacity);
      image = new WindowImage(this, capacity, file, series);
    }

    @Override
    void leave(long next, int slot, long value, long stamp) {
      image.store(next, slot, value, stamp);
      lazySet(next);
    }
  }

  @SuppressWarnings("serial")
  private static final class ImagedStripe extends Stripe {
    private final WindowImage image;

    ImagedStripe(int capacity, @Nullable Stripe replaced, ValuesFile file, int series) {
      super(capacity, replaced);
      image = new WindowImage(this, capacity, file, series);
    }

    @Override
    void leave(long next, int slot, long value, long stamp) {
      image.store(next, slot, value, stamp);
      lazySet(next);
    }
  }
}
