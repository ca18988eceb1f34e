package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.metrics.MetricRegistry;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * The monitor of each executor.
 *
 * <p>If weaving has added a field to an executor's class, the executor holds its monitor there, and
 * this class holds the monitor weakly. Both are then collected together, whatever the waiting tasks
 * refer to. For an executor without such a field, this class holds the monitor, which must
 * therefore hold its tasks weakly.
 */
public final class ExecutorMonitors {
  private static volatile @Nullable ExecutorMonitors installed;

  /** An executor by identity. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(Object executor, ReferenceQueue<Object> collected) {
      super(executor, collected);
      hash = System.identityHashCode(executor);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object executor = get();
      if (executor == null) {
        return false;
      }
      return other instanceof Key
          ? ((Key) other).get() == executor
          : other instanceof LookUp && ((LookUp) other).executor == executor;
    }
  }

  /** Equal to the key of an executor. */
  private static final class LookUp {
    private final Object executor;

    LookUp(Object executor) {
      this.executor = executor;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(executor);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key && ((Key) other).get() == executor;
    }
  }

  private final PoolGauges gauges = new PoolGauges();
  private final ExecutorNames names;
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  /** Values are monitors, or weak references to them. */
  private final Map<Object, Object> monitors = new ConcurrentHashMap<>();

  /** Registers the families of executors. */
  public ExecutorMonitors(MetricRegistry registry, ExecutorSettings settings) {
    ExecutorMetrics families = new ExecutorMetrics(registry, gauges, settings.gaugesOfReference());
    names = new ExecutorNames(families, settings);
    gauges.begin(this);
  }

  /** Connects the probes of this package. */
  public void install() {
    installed = this;
  }

  /**
   * Looks for tasks that have left unseen, before numbers are read for the last time. This may take
   * a tenth of a second.
   */
  public static void lookForTheLastTime() {
    ExecutorMonitors present = installed;
    if (present != null) {
      present.gauges.lookForTheLastTime();
    }
  }

  /** Null if executors are not measured. */
  static @Nullable ExecutorMonitors installed() {
    return installed;
  }

  ExecutorNames names() {
    return names;
  }

  /**
   * Makes the monitor of an executor that is being created.
   *
   * @param givenName its name in its framework, or null
   * @param threadsTell whether the name of its first thread may identify it
   * @param maxThreads the maximum number of threads, {@link Integer#MAX_VALUE} if unlimited
   * @param heldByExecutor whether the executor will hold the monitor
   * @return null if the executor is excluded
   */
  @Nullable ExecutorMonitor created(
      Object executor,
      @Nullable String givenName,
      boolean threadsTell,
      int maxThreads,
      boolean heldByExecutor) {
    ExecutorMonitor present = present(executor);
    if (present != null) {
      // Another constructor of the same executor was first.
      return present;
    }
    Creator creator = Creator.of(executor);
    ExecutorMonitor monitor = register(executor, creator, heldByExecutor, false);
    if (monitor != null) {
      monitor.maxWorkers(maxThreads);
      String name = names.atCreation(creator, givenName);
      if (name == null && !threadsTell) {
        name = names.withoutThread(monitor);
      }
      if (name != null) {
        monitor.settle(name);
      }
    }
    return monitor;
  }

  private @Nullable ExecutorMonitor register(
      Object executor, @Nullable Creator creator, boolean heldByExecutor, boolean adopted) {
    forgetCollected();
    if (names.excludesType(executor.getClass().getName())) {
      return null;
    }
    ExecutorMonitor monitor =
        new ExecutorMonitor(names, executor, creator, heldByExecutor, adopted);
    Object value = heldByExecutor ? new WeakReference<>(monitor) : monitor;
    Object earlier = monitors.putIfAbsent(new Key(executor, collected), value);
    return earlier == null ? monitor : monitorIn(earlier);
  }

  /** The monitor of an executor; makes one if there is none. */
  @Nullable ExecutorMonitor of(Object executor) {
    ExecutorMonitor monitor = present(executor);
    return monitor == null ? adopt(executor) : monitor;
  }

  /** Makes the monitor of an executor that existed before. */
  private @Nullable ExecutorMonitor adopt(Object executor) {
    ExecutorMonitor monitor = register(executor, null, false, true);
    if (monitor != null
        && executor instanceof ForkJoinPool
        && executor == ForkJoinPool.commonPool()) {
      monitor.settle(names.commonPool());
    }
    return monitor;
  }

  /** The monitor of an executor, or null if it has none. */
  @Nullable ExecutorMonitor present(Object executor) {
    Object value = monitors.get(new LookUp(executor));
    return value == null ? null : monitorIn(value);
  }

  @SuppressWarnings("unchecked") // A value is a monitor or a reference to one.
  private static @Nullable ExecutorMonitor monitorIn(Object value) {
    return value instanceof ExecutorMonitor
        ? (ExecutorMonitor) value
        : ((WeakReference<ExecutorMonitor>) value).get();
  }

  /** The monitors of all executors that have not been collected. */
  List<ExecutorMonitor> all() {
    forgetCollected();
    List<ExecutorMonitor> all = new ArrayList<>();
    for (Object value : monitors.values()) {
      ExecutorMonitor monitor = monitorIn(value);
      if (monitor != null) {
        all.add(monitor);
      }
    }
    return all;
  }

  private void forgetCollected() {
    for (Reference<?> key = collected.poll(); key != null; key = collected.poll()) {
      monitors.remove(key);
    }
  }
}
