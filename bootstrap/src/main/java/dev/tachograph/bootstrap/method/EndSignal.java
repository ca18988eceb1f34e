package dev.tachograph.bootstrap.method;

import org.jspecify.annotations.Nullable;

/** Ends a call when a library gives a signal. */
final class EndSignal extends Callback {
  /** What the arguments of a signal mean. */
  enum Meaning {
    /** There is a result, or none. */
    RESULT,
    /** The argument is the failure; null if there is none. */
    FAILURE,
    /** A result and a failure, one of them null. */
    OUTCOME,
    CANCELLATION,
    /** A failure or null, and whether the work was cancelled. */
    TERMINATION,
    /** A result and a failure, one of them null, and whether the work was cancelled. */
    TERMINATION_WITH_RESULT
  }

  private final CallEnd end;
  private final Meaning meaning;

  EndSignal(CallEnd end, Meaning meaning) {
    this.end = end;
    this.meaning = meaning;
  }

  @Override
  @Nullable Object call(@Nullable Object... arguments) {
    switch (meaning) {
      case RESULT:
        end(arguments.length == 0 ? null : arguments[0], null, false);
        break;
      case FAILURE:
        end(null, arguments[0], false);
        break;
      case OUTCOME:
        end(arguments[0], arguments[1], false);
        break;
      case CANCELLATION:
        end(null, null, true);
        break;
      case TERMINATION:
        end(null, arguments[0], arguments[1]);
        break;
      case TERMINATION_WITH_RESULT:
        end(arguments[0], arguments[1], arguments[2]);
        break;
    }
    return null;
  }

  private void end(@Nullable Object result, @Nullable Object failure, @Nullable Object cancelled) {
    if (Boolean.TRUE.equals(cancelled)) {
      end.cancel();
    } else {
      end.accept(result, (Throwable) failure);
    }
  }
}
