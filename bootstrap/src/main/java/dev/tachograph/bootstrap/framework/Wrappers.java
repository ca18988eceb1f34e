package dev.tachograph.bootstrap.framework;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Knows the exceptions in which frameworks wrap what the application has thrown. */
final class Wrappers {
  /** A chain of causes may be a circle. */
  private static final int MAX_DEPTH = 8;

  /** Its cause is a plain RuntimeException, which wraps another exception. */
  private static final String TEMPORAL =
      "io.temporal.internal.statemachines.InternalWorkflowTaskException";

  private Wrappers() {}

  /** What the application threw. */
  static Throwable cause(Throwable thrown) {
    Throwable failure = thrown;
    boolean isWithinTemporal = false;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Throwable cause = failure.getCause();
      boolean isPlain = isWithinTemporal && failure.getClass() == RuntimeException.class;
      if (cause == null || !(isPlain || isWrapper(failure))) {
        return failure;
      }
      isWithinTemporal = failure.getClass().getName().equals(TEMPORAL);
      failure = cause;
    }
    return failure;
  }

  /** Whether a failure is another one, or has it as a cause. */
  static boolean isOrHolds(Throwable failure, Throwable other) {
    Throwable cause = failure;
    for (int depth = 0; depth < MAX_DEPTH && cause != null && cause != other; depth++) {
      cause = cause.getCause();
    }
    return cause == other;
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
      case TEMPORAL:
      case "io.awspring.cloud.sqs.listener.AsyncAdapterBlockingExecutionFailedException":
      case "io.awspring.cloud.sqs.listener.ListenerExecutionFailedException":
      case "io.micronaut.rabbitmq.exception.RabbitListenerException":
      case "io.smallrye.reactive.messaging.providers.ProcessingException":
      case "jakarta.ejb.EJBException":
      case "jakarta.ejb.EJBTransactionRolledbackException":
      case "javax.ejb.EJBException":
      case "javax.ejb.EJBTransactionRolledbackException":
      case "org.apache.camel.CamelExecutionException":
      case "org.springframework.amqp.listener.ListenerExecutionFailedException":
      case "org.springframework.amqp.rabbit.support.ListenerExecutionFailedException":
      case "org.springframework.core.retry.RetryException":
      case "org.springframework.integration.transformer.MessageTransformationException":
      case "org.springframework.jms.listener.adapter.ListenerExecutionFailedException":
      case "org.springframework.kafka.listener.ListenerExecutionFailedException":
      case "org.springframework.messaging.MessageDeliveryException":
      case "org.springframework.messaging.MessageHandlingException":
      case "org.springframework.messaging.MessagingException":
      case "org.springframework.scheduling.quartz.JobMethodInvocationFailedException":
        return true;
      default:
        return false;
    }
  }
}
