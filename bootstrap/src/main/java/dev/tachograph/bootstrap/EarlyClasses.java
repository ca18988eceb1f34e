package dev.tachograph.bootstrap;

/**
 * What is initialized before the first class is woven.
 *
 * <p>The first advice may run at the end of an exhausted stack, or heap, and a class whose
 * initializer fails there is unusable for good. So every class that woven code can reach is
 * initialized here, on a shallow stack; what only a scrape or the configuration uses is not, since
 * each class costs a tenth of a millisecond of every start. A test holds that the lists are
 * complete.
 *
 * <p>Classes that are woven themselves must not be among them, nor be loaded by one of them: what
 * is loaded while another class is woven is shown to no transformer.
 */
final class EarlyClasses {
  /** What the probes of executors use besides. */
  static final String[] EXECUTORS = {
    "executor.CancelledTasks",
    "executor.Creator",
    "executor.ExecutorMonitor",
    "executor.ExecutorMonitor$QueueReading",
    "executor.ExecutorMonitors",
    "executor.ExecutorMonitors$Key",
    "executor.ExecutorMonitors$LookUp",
    "executor.ExecutorNames",
    "executor.ExecutorSeries",
    "executor.ForkJoinProbe",
    "executor.FutureProbe",
    "executor.HandoffPoolProbe",
    "executor.NoteBlock",
    "executor.NoteIndex",
    "executor.NoteIndex$Table",
    "executor.NoteSweep",
    "executor.NoteSweep$1",
    "executor.NoteSweep$2",
    "executor.NoteSweep$3",
    "executor.OwnExecutorProbe",
    "executor.PoolState",
    "executor.PoolState$1",
    "executor.RetryingPoolProbe",
    "executor.SharedNotes",
    "executor.SharedNotes$SharedNote",
    "executor.Submission",
    "executor.TaskRun",
    "executor.TaskRuns",
    "executor.TaskThread",
    "executor.TaskThread$1",
    "executor.TaskThread$Rejection",
    "executor.ThreadNames",
    "executor.ThreadPerTaskProbe",
    "executor.ThreadPoolProbe",
    "executor.TimedTaskProbe",
    "executor.WaitingTasks",
    "executor.WeakNote",
    "executor.WorkerLoopProbe"
  };

  /** What all other probes use, and the registry. */
  static final String[] PROBES = {
    "java.util.concurrent.ConcurrentHashMap$CounterCell",
    "java.util.concurrent.ThreadLocalRandom",
    "java.util.concurrent.atomic.AtomicLongArray",
    "java.util.concurrent.atomic.AtomicReferenceArray",
    "java.util.concurrent.atomic.LongAdder",
    "java.util.concurrent.atomic.Striped64",
    "java.util.concurrent.atomic.Striped64$Cell",
    "conductor.ApiRequestProbe",
    "conductor.ConductorMetrics",
    "conductor.Json",
    "conductor.PollingHistory",
    "conductor.WorkerProbe",
    "conductor.WorkerThread",
    "conductor.WorkerThread$1",
    "conductor.WorkerThread$Request",
    "conductor.WorkflowProbe",
    "http.CurrentTemplates",
    "http.HttpBodyProbe",
    "http.HttpBodyProbe$1",
    "http.HttpCall",
    "http.HttpCarrierProbe",
    "http.HttpCarrierProbe$1",
    "http.HttpClientProbe",
    "http.HttpClientSettings",
    "http.HttpClientThread",
    "http.HttpClientThread$1",
    "http.HttpCoroutineProbe",
    "http.HttpCoroutineProbe$Exchange",
    "http.HttpExchangeProbe",
    "http.HttpExchangeProbe$Announced",
    "http.HttpExchangeProbe$End",
    "http.HttpMetrics",
    "http.HttpRequestProbe",
    "http.HttpRequestProbe$Asked",
    "http.HttpRequestProbe$Ready",
    "http.HttpTarget",
    "http.HttpTargets",
    "http.HttpTargets$Entry",
    "http.HttpTemplateProbe",
    "http.JdkHttpProbe",
    "http.JdkHttpProbe$End",
    "http.StackedHttpCall",
    "http.UrlConnectionProbe",
    "http.UrlConnectionProbe$Opening",
    "method.ArgumentTaskType",
    "method.ArgumentTaskType$Getter",
    "method.ArgumentTaskType$Part",
    "method.MethodProbe",
    "method.MethodProbe$Call",
    "method.StageEnd",
    "metrics.BoundSeries",
    "metrics.Counter",
    "metrics.Gauge",
    "metrics.Histogram",
    "metrics.JoinedSeries",
    "metrics.LabelTable",
    "metrics.LabelTable$Entry",
    "metrics.LabelValues",
    "metrics.MetricFamily",
    "metrics.Relabeling",
    "metrics.Series",
    "metrics.SeriesFactory",
    "metrics.SeriesFactory$Counters",
    "metrics.SeriesFactory$Gauges",
    "metrics.SeriesFactory$SizeHistograms",
    "metrics.SeriesFactory$Timers",
    "metrics.SeriesFactory$UpDownCounters",
    "metrics.SeriesLimit",
    "metrics.SeriesLimit$Admission",
    "metrics.SeriesLimit$Candidate",
    "metrics.SizeHistogram",
    "metrics.Timer",
    "metrics.UpDownCounter",
    "metrics.window.BaseCell",
    "metrics.window.QuantileWindow",
    "metrics.window.Stripe",
    "metrics.window.StripeTable",
    "metrics.window.WindowCell",
    "support.BootClassProbe",
    "support.Clock",
    "support.Failures",
    "support.HttpStatus",
    "support.ProbeErrors",
    "support.TypeLabels",
    "support.WeakTable",
    "support.WeakTable$Abandoned",
    "support.WeakTable$Entry",
    "support.WeakTable$Node",
    "task.TaskExecutions",
    "task.TaskExecutionsTable",
    "task.TaskMetrics",
    "task.TaskMetrics$1",
    "task.TaskMetrics$TimedExecutions",
    "task.TaskProbe",
    "uri.BoundedPath",
    "uri.BoundedPath$ReadTooOften",
    "uri.HostLabels",
    "uri.Ipv6",
    "uri.LearnedTemplates",
    "uri.LearnedTemplates$Version",
    "uri.SegmentKind",
    "uri.SegmentKind$1",
    "uri.SegmentKind$Census",
    "uri.Segments",
    "uri.TemplateTree",
    "uri.UriLabels",
    "uri.UriLabelsMemo",
    "uri.UriLabelsMemo$Entry",
    "uri.UriRule",
    "uri.UriTemplates"
  };

  private EarlyClasses() {}

  /**
   * Initializes classes.
   *
   * @param names those of the JDK in full, ours without the package of this class
   */
  static void initialize(String[] names) {
    ClassLoader loader = EarlyClasses.class.getClassLoader();
    String ours = "dev.tachograph.bootstrap.";
    for (String name : names) {
      try {
        Class.forName(name.startsWith("java.") ? name : ours + name, true, loader);
      } catch (ClassNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
