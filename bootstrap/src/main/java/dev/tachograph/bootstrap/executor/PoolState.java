package dev.tachograph.bootstrap.executor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Asks an executor for its sizes. Those of the JDK are known; the classes of others cannot be seen
 * from here, so they are asked by the names that their public getters have.
 */
final class PoolState {
  /** The answer if the executor does not say, or has no limit. */
  static final double UNKNOWN = -1;

  private static final int UNBOUNDED = Integer.MAX_VALUE;

  private PoolState() {}

  static double read(PoolGauges.Kind kind, Object executor) {
    double value;
    if (executor instanceof ThreadPoolExecutor) {
      value = of((ThreadPoolExecutor) executor, kind);
    } else if (executor instanceof ForkJoinPool) {
      value = of((ForkJoinPool) executor, kind);
    } else {
      value = ofOther(executor, kind);
    }
    return value == UNBOUNDED ? UNKNOWN : value;
  }

  /**
   * Whether all that is asked is of the JDK, and answers at once. A queue by priority is not: it
   * compares tasks while nobody else can have it, by what the application has written.
   */
  static boolean isOfJdk(Object executor) {
    if (executor.getClass().getClassLoader() != null) {
      return false;
    }
    if (!(executor instanceof ThreadPoolExecutor)) {
      return true;
    }
    try {
      return answersAtOnce(((ThreadPoolExecutor) executor).getQueue());
    } catch (RuntimeException e) {
      // A mock is of the JDK's class as well, and does what a test wants.
      return false;
    }
  }

  private static boolean answersAtOnce(@Nullable Object queue) {
    return queue != null
        && queue.getClass().getClassLoader() == null
        && !(queue instanceof PriorityBlockingQueue)
        && !(queue instanceof DelayQueue);
  }

  /**
   * How many tasks are in the queue, asked on a thread of the application that is about to use it;
   * {@link #UNKNOWN} if the application has written a part of it.
   */
  static int queuedByJdk(Object executor) {
    return executor instanceof ThreadPoolExecutor && isOfJdk(executor)
        ? ((ThreadPoolExecutor) executor).getQueue().size()
        : (int) UNKNOWN;
  }

  /**
   * Whether tasks may have left the queue that have not started: a worker is busy, perhaps with
   * what comes before the start, or the queue is not the JDK's, and may take its time to hand one
   * out.
   */
  static boolean mayHoldTasks(Object executor) {
    if (executor instanceof ThreadPoolExecutor) {
      ThreadPoolExecutor pool = (ThreadPoolExecutor) executor;
      return pool.getActiveCount() > 0
          || !pool.getQueue().getClass().getName().startsWith("java.util.concurrent.");
    }
    return !(executor instanceof ForkJoinPool) && first(executor, "getActiveCount") > 0;
  }

  private static double of(ThreadPoolExecutor pool, PoolGauges.Kind kind) {
    switch (kind) {
      case QUEUED:
        return pool.getQueue().size();
      case REMAINING_CAPACITY:
        return pool.getQueue().remainingCapacity();
      case THREADS:
        return pool.getPoolSize();
      case CORE_THREADS:
        return pool.getCorePoolSize();
      case MAX_THREADS:
        return pool.getMaximumPoolSize();
      default:
        return UNKNOWN;
    }
  }

  private static double of(ForkJoinPool pool, PoolGauges.Kind kind) {
    switch (kind) {
      case THREADS:
        return pool.getPoolSize();
      case CORE_THREADS:
        return pool.getParallelism();
      default:
        return UNKNOWN;
    }
  }

  private static double ofOther(Object executor, PoolGauges.Kind kind) {
    switch (kind) {
      case QUEUED:
        return first(executor, "getQueueSize", "pendingTasks", "getQueue");
      case REMAINING_CAPACITY:
        Object queue = call(executor, "getQueue");
        return queue instanceof BlockingQueue
            ? ((BlockingQueue<?>) queue).remainingCapacity()
            : UNKNOWN;
      case THREADS:
        return first(executor, "getPoolSize", "getThreads");
      case CORE_THREADS:
        return first(executor, "getCorePoolSize", "getMinThreads");
      case MAX_THREADS:
        return first(executor, "getMaximumPoolSize", "getMaxThreads");
      default:
        return UNKNOWN;
    }
  }

  private static double first(Object executor, String... getters) {
    for (String getter : getters) {
      Object answer = call(executor, getter);
      if (answer instanceof Number) {
        return ((Number) answer).doubleValue();
      }
      if (answer instanceof Collection) {
        return ((Collection<?>) answer).size();
      }
    }
    return UNKNOWN;
  }

  private static @Nullable Object call(Object executor, String getter) {
    try {
      Method method = executor.getClass().getMethod(getter);
      return method.invoke(executor);
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
      return null;
    }
  }
}
