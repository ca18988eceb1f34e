package dev.tachograph.agent.instrument.guavaretrying;

import com.github.rholder.retry.Attempt;
import dev.tachograph.agent.instrument.retry.RetryLibrary;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.Woven;
import dev.tachograph.bootstrap.retry.RetryProbe;
import net.bytebuddy.asm.Advice;

/**
 * Plans for guava-retrying. A retryer makes all attempts of a call in one loop, and asks its
 * strategies after each of them.
 */
public final class GuavaRetryingInstrumentation extends RetryLibrary {
  private static final String PACKAGE = "com/github/rholder/retry/";
  private static final String RETRYER = PACKAGE + "Retryer";
  private static final String ATTEMPT = PACKAGE + "Attempt";
  private static final String CALL_DESCRIPTOR =
      "(Ljava/util/concurrent/Callable;)Ljava/lang/Object;";

  @Override
  public String name() {
    return "guavaretrying";
  }

  @Override
  public String[] classNames() {
    return new String[] {RETRYER};
  }

  @Override
  public void plan(String className, ClassPlan plan) {
    // Retryers before 2.0 ask the strategy for a number of attempts, which no attempt knows.
    plan.call(
            "call",
            CALL_DESCRIPTOR,
            PACKAGE + "StopStrategy",
            "shouldStop",
            "(L" + ATTEMPT + ";)Z",
            Stop.class)
        .call("call", CALL_DESCRIPTOR, PACKAGE + "BlockStrategy", "block", "(J)V", Wait.class)
        .call("call", CALL_DESCRIPTOR, ATTEMPT, "get", "()Ljava/lang/Object;", Accepted.class);
  }

  /** An attempt was rejected. Shall it be the last? */
  static final class Stop {
    private Stop() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) Attempt<?> attempt, @Advice.Return boolean stops) {
      if (stops && attempt.getAttemptNumber() > 1) {
        RetryProbe.endedAfterRetry("guavaretrying", null, true);
      }
    }
  }

  /** The wait before the next attempt is over. */
  static final class Wait {
    private Wait() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit() {
      RetryProbe.repeated("guavaretrying", null);
    }
  }

  /** An attempt is accepted, and its outcome is that of the call. */
  static final class Accepted {
    private Accepted() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Woven.Receiver Attempt<?> attempt) {
      if (attempt.getAttemptNumber() > 1) {
        RetryProbe.endedAfterRetry("guavaretrying", null, attempt.hasException());
      }
    }
  }
}
