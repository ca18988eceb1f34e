package dev.tachograph.agent.instrument.retry;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.bootstrap.Probes;
import java.util.Collections;
import java.util.Map;

/**
 * A library that repeats calls. The first class of any of them to be woven prepares the probe,
 * because woven code measures nothing before that.
 */
public abstract class RetryLibrary implements LibraryInstrumentation {
  /** The field that keeps a call, in the object that the library makes for it. */
  public static final String CALL = "tachograph$retriedCall";

  /** The constant that tells advice whether there is such a field. */
  public static final String KEPT = "kept";

  /** A class of its own: its initialization runs once, for the first class to be woven. */
  private static final class Ready {
    static {
      Probes.prepareRetries();
    }

    static void prepare() {}
  }

  /** Adds the field for a call, and returns the constants of the advice that fills it. */
  protected static Map<String, Object> keepCallIn(ClassPlan plan) {
    plan.field(CALL);
    return Collections.singletonMap(KEPT, plan.addsFields() ? 1 : 0);
  }

  @Override
  public final void prepare() {
    Ready.prepare();
  }
}
