package dev.tachograph.bootstrap.support;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** The label values of failures. */
public final class Failures {
  private Failures() {}

  /**
   * The label value of a Throwable: its simple class name, never its message, because there may be
   * any number of messages.
   */
  public static String label(Throwable failure) {
    return TypeLabels.simple(failure.getClass());
  }

  /** The cause of a wrapper, which a dependent stage gets instead of its source's failure. */
  public static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    if (failure instanceof CompletionException || failure instanceof ExecutionException) {
      Throwable cause = failure.getCause();
      return cause == null ? failure : cause;
    }
    return failure;
  }
}
