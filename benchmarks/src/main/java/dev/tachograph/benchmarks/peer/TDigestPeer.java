package dev.tachograph.benchmarks.peer;

import com.tdunning.math.stats.TDigest;

/** A merging t-digest with compression 100. It is not safe for threads, hence the lock. */
public final class TDigestPeer {
  private TDigestPeer() {}

  public static Peer digest() {
    return new Peer("t-digest 100, with a lock", () -> label -> new Series());
  }

  private static final class Series implements DurationSeries {
    private final TDigest digest = TDigest.createMergingDigest(100);

    @Override
    public void perform(long nanos, long end) {
      synchronized (digest) {
        digest.add(nanos);
      }
    }

    @Override
    public double[] quantiles() {
      double[] nanos = new double[LEVELS.length];
      synchronized (digest) {
        for (int i = 0; i < nanos.length; i++) {
          nanos[i] = digest.quantile(LEVELS[i]);
        }
      }
      return nanos;
    }
  }
}
