package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the advice of these tests knocks at, in place of a probe. */
public final class Recorder {
  public static final List<String> EVENTS = new ArrayList<>();
  public static boolean failing;
  public static @Nullable Object replacement;

  private Recorder() {}

  public static void record(String event) {
    EVENTS.add(event);
    if (failing) {
      throw new IllegalStateException("the probe is broken");
    }
  }

  public static @Nullable Object replaced(Object argument, @Nullable Object returned) {
    record("replaced " + argument + " " + returned);
    return replacement;
  }

  public static long entered(@Nullable Object argument) {
    record("enter " + argument);
    return 42;
  }

  public static void exited(long entered, @Nullable Object returned, @Nullable Throwable thrown) {
    record("exit " + entered + " " + returned + " " + thrown);
  }
}
