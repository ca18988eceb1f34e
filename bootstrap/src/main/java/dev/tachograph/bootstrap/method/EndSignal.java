package dev.tachograph.bootstrap.method;

import org.jspecify.annotations.Nullable;

/** Ends a call when a library gives a signal. */
final class EndSignal extends Callback {
  private static final int NONE = -1;

  /** What the arguments of a signal mean. */
  enum Meaning {
    /** There is a result, or none. */
    RESULT(0, NONE, NONE),
    /** The argument is the failure; null if there is none. */
    FAILURE(NONE, 0, NONE),
    /** A result and a failure, one of them null. */
    OUTCOME(0, 1, NONE),
    CANCELLATION(NONE, NONE, NONE),
    /** A failure or null, and whether the work was cancelled. */
    TERMINATION(NONE, 0, 1),
    /** A result and a failure, one of them null, and whether the work was cancelled. */
    TERMINATION_WITH_RESULT(0, 1, 2);

    private final int result;
    private final int failure;
    private final int cancelled;

    Meaning(int result, int failure, int cancelled) {
      this.result = result;
      this.failure = failure;
      this.cancelled = cancelled;
    }
  }

  private final CallEnd end;
  private final Meaning meaning;

  EndSignal(CallEnd end, Meaning meaning) {
    this.end = end;
    this.meaning = meaning;
  }

  @Override
  @Nullable Object call(@Nullable Object... arguments) {
    if (meaning == Meaning.CANCELLATION || Boolean.TRUE.equals(at(meaning.cancelled, arguments))) {
      end.cancel();
    } else {
      end.accept(at(meaning.result, arguments), (Throwable) at(meaning.failure, arguments));
    }
    return null;
  }

  private static @Nullable Object at(int place, @Nullable Object... arguments) {
    return place >= 0 && place < arguments.length ? arguments[place] : null;
  }
}
