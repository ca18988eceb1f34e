package dev.tachograph.bootstrap.executor;

import java.lang.ref.WeakReference;
import java.util.List;

/** Waits for the garbage collector. */
final class Collected {
  private static final int ATTEMPTS = 100;

  private Collected() {}

  /** Whether everything has been collected, after as many collections as it takes. */
  static boolean all(List<WeakReference<Object>> references) throws InterruptedException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      System.gc();
      if (references.stream().allMatch(reference -> reference.get() == null)) {
        return true;
      }
      Thread.sleep(10);
    }
    return false;
  }
}
