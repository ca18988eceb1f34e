package com.acme.retries;

/**
 * Calls tasks through a library. It makes up to four attempts, and repeats what throws a {@link
 * Failure}. If it can judge results, it also repeats what returns {@link Task#BAD}.
 */
public interface RetryCalls {
  /** All attempts are made on the caller's thread. */
  String call(Task task) throws Exception;

  /** Attempts are made on other threads. */
  default String callAsync(Task task) throws Exception {
    throw new UnsupportedOperationException();
  }

  /** The application itself calls again, and the library knows that it does. */
  default String callAgain(Task task) throws Exception {
    throw new UnsupportedOperationException();
  }
}
