package dev.tachograph.bootstrap.probe.executor;

import dev.tachograph.bootstrap.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/** Connects the probes of executors to the registry. */
public final class ExecutorMetrics {
  private static volatile @Nullable ExecutorMetrics installed;

  private final MetricRegistry registry;
  private final ExecutorSettings settings;

  private ExecutorMetrics(MetricRegistry registry, ExecutorSettings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /** Where executors are to be measured, should there be any. */
  public static void install(MetricRegistry registry, ExecutorSettings settings) {
    installed = new ExecutorMetrics(registry, settings);
  }

  /** Registers the families, and lets the probes use them. */
  public static synchronized void register() {
    ExecutorMetrics metrics = installed;
    if (metrics != null) {
      Monitors.install(metrics.registry, metrics.settings);
      installed = null;
    }
  }

  /**
   * Registers the families and initializes every class that advice will use. The first advice may
   * run at the end of an exhausted stack, and a class whose initializer fails there is unusable for
   * good.
   *
   * <p>To be called before the first executor is woven, and not earlier: a program without
   * executors need not load any of it. Nothing here may load a class that is to be woven,
   * FutureTask for one: what is loaded while another class is woven is shown to no transformer.
   */
  public static void prepare() {
    register();
    TaskThread thread = new TaskThread();
    Object task = new Object();
    WaitingTasks waiting = new WaitingTasks(true);
    for (int i = 0; i < WaitingTasks.NEAR + 2; i++) {
      waiting.add(i == 0 ? task : new Object(), 1);
    }
    Object last = new Object();
    waiting.add(last, 1);
    waiting.take(last);
    waiting.take(task);
    waiting.sweep(TicketSweep.ALL);
    ThreadNames.pattern("");
    Creator.of(task);
    CancelledTasks.prepare();
    TaskRuns.ended(thread, null);
    ForkJoinProbe.left(null);
    FutureProbe.bodyEnded(task, null);
    ThreadPoolProbe.ended(null, null);
    ThreadPerTaskProbe.ended(null, null);
    OwnExecutorProbe.ended(null, null);
    RetryingPoolProbe.submitEnded(null, null);
    WorkerLoopProbe.ended(null, null);
    TimedTaskProbe.ended(null, task, null);
    HandoffPoolProbe.ended(null, null);
    TaskThread.current();
    Monitors monitors = Monitors.installed();
    if (monitors != null) {
      monitors.rehearse();
    }
  }
}
