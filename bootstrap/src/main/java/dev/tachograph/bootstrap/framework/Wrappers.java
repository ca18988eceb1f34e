package dev.tachograph.bootstrap.framework;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Knows the exceptions in which frameworks wrap what the application has thrown. */
final class Wrappers {
  /** A chain of causes may be a circle. */
  private static final int MAX_DEPTH = 8;

  private Wrappers() {}

  /** What the application threw. */
  static Throwable cause(Throwable thrown) {
    Throwable failure = thrown;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Throwable cause = failure.getCause();
      if (cause == null || !isWrapper(failure)) {
        return failure;
      }
      failure = cause;
    }
    return failure;
  }

  private static boolean isWrapper(Throwable failure) {
    return failure instanceof InvocationTargetException
        || failure instanceof UndeclaredThrowableException
        || failure instanceof ExecutionException
        || failure instanceof CompletionException
        || isWrapper(failure.getClass().getName());
  }

  private static boolean isWrapper(String className) {
    switch (className) {
      case "io.temporal.internal.statemachines.InternalWorkflowTaskException":
      case "org.springframework.scheduling.quartz.JobMethodInvocationFailedException":
        return true;
      default:
        return false;
    }
  }
}
