package dev.tachograph.bootstrap.mount;

import dev.tachograph.bootstrap.support.ProbeErrors;
import org.jspecify.annotations.Nullable;

/** The entry point for web servers: a request is offered to the agent before the application. */
public final class MountProbe {
  private static volatile @Nullable MountTaker taker;

  private MountProbe() {}

  /** From now on, requests are offered to this one. */
  public static void install(MountTaker installed) {
    taker = installed;
  }

  /**
   * Whether the agent has taken the request, so that the server must not handle it. It never
   * throws.
   */
  public static boolean isTaken(
      @Nullable Object first, @Nullable Object second, @Nullable Object third, String server) {
    MountTaker asked = taker;
    if (asked == null || first == null) {
      return false;
    }
    try {
      return asked.take(server, first, second, third);
    } catch (Throwable e) {
      ProbeErrors.report(e, "MountProbe");
      return false;
    }
  }
}
