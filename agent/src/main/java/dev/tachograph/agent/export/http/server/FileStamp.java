package dev.tachograph.agent.export.http.server;

import java.io.File;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Tells whether files have changed since they were read. Thread-safe. */
final class FileStamp {
  /**
   * The time for which a change may stay unseen. Looking at every request would take one to four
   * calls each.
   */
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final List<File> files;
  private long seen;
  private long looked;

  FileStamp(List<File> files) {
    this.files = files;
    this.seen = stamp();
    this.looked = System.nanoTime();
  }

  /** Whether the files have changed since this last returned true, or since the beginning. */
  synchronized boolean hasChanged() {
    long now = System.nanoTime();
    if (now - looked < LOOK_NANOS) {
      return false;
    }
    looked = now;
    long stamp = stamp();
    boolean changed = stamp != seen;
    seen = stamp;
    return changed;
  }

  private long stamp() {
    long stamp = 17;
    for (File file : files) {
      stamp = 31 * (31 * stamp + file.lastModified()) + file.length();
    }
    return stamp;
  }
}
