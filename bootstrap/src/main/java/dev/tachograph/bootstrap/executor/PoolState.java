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
 * Reads the sizes of an executor. The JDK's executors are read directly. Classes of other libraries
 * are not visible from here, so they are read by reflection, through public getters.
 */
final class PoolState {
  /** The value if the executor does not tell, or has no limit. */
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
   * Whether only the JDK's code is called, and answers at once. A priority queue does not: it
   * compares tasks under its lock, by code of the application.
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
      // A mock has a class of the JDK's loader, too, and does whatever a test wants.
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
   * The number of tasks in the queue, read on an application thread that is about to use it; {@link
   * #UNKNOWN} if a part of it is the application's code.
   */
  static int queuedByJdk(Object executor) {
    return executor instanceof ThreadPoolExecutor && isOfJdk(executor)
        ? ((ThreadPoolExecutor) executor).getQueue().size()
        : (int) UNKNOWN;
  }

  /**
   * Whether there may be tasks that have left the queue and not started: a worker is busy, perhaps
   * with code that runs before the task, or the queue is not the JDK's, and may hold a task back.
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
