package dev.tachograph.bootstrap.support;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** How failures are told in labels. */
public final class Failures {
  private Failures() {}

  /**
   * How a Throwable is named in a label: by its simple class name, never by its message, of which
   * there may be any number.
   */
  public static String label(Throwable failure) {
    return TypeLabels.simple(failure.getClass());
  }

  /** A dependent stage sees its source's failure in a wrapper, which tells nobody anything. */
  public static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
    if (failure instanceof CompletionException || failure instanceof ExecutionException) {
      Throwable cause = failure.getCause();
      return cause == null ? failure : cause;
    }
    return failure;
  }
}
