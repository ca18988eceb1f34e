package dev.tachograph.bootstrap;

/**
 * The classes that the agent initializes before it weaves the first class ({@link Probes#prepare}),
 * the first executor ({@link Probes#prepareExecutors}), framework ({@link
 * Probes#prepareFrameworks}), retry ({@link Probes#prepareRetries}), registry ({@link
 * Probes#prepareAdoption}) or web server ({@link Probes#prepareMount}), the first class with
 * methods that rules or annotations name ({@link Probes#prepareMethods}), or the API ({@link
 * Probes#prepareOperations}).
 *
 * <p>The first advice may run when the stack or the heap is exhausted. A class whose initializer
 * fails there is unusable for good. So the agent initializes every class that woven code can reach
 * here, on a shallow stack. It leaves out classes that only a scrape or the configuration uses,
 * because each class costs a tenth of a millisecond of every start. A test checks that the lists
 * are complete.
 *
 * <p>The lists must contain no class that is woven itself, nor a class that loads one: the JVM
 * shows no transformer the classes that are loaded while another class is woven.
 */
final class EarlyClasses {
  /** The additional classes that the probes of executors use. */
  static final String[] EXECUTORS = {
    "executor.CancelledTasks",
    "executor.CollectionCount",
    "executor.CollectionCount$Mark",
    "executor.Creator",
    "executor.CurrentTask",
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
    "executor.OwnExecutorProbe",
    "executor.PoolState",
    "executor.PoolState$1",
    "executor.RetryingPoolProbe",
    "executor.SeenStarts",
    "executor.SharedNotes",
    "executor.SharedNotes$SharedNote",
    "executor.Submission",
    "executor.TaskRun",
    "executor.TaskRuns",
    "executor.TaskThread",
    "executor.TaskThread$Rejection",
    "executor.ThreadNames",
    "executor.ThreadPerTaskProbe",
    "executor.ThreadPoolProbe",
    "executor.EventLoopTimerProbe",
    "executor.WaitingTasks",
    "executor.WeakNote",
    "executor.WorkerLoopProbe"
  };

  /** The additional classes that the probes of frameworks use. */
  static final String[] FRAMEWORKS = {
    "framework.BatchProbe",
    "framework.CarriedMessage",
    "framework.ChannelProbe",
    "framework.Destinations",
    "framework.FailedRecords",
    "framework.FrameworkCall",
    "framework.FrameworkMetrics",
    "framework.FrameworkMetrics$1",
    "framework.FrameworkProbe",
    "framework.FrameworkTasks",
    "framework.FrameworkThread",
    "framework.LayeredCall",
    "framework.PollProbe",
    "framework.PolledRecords",
    "framework.PubSubProbe",
    "framework.RabbitProbe",
    "framework.RecordProbe",
    "framework.ReportedFailure",
    "framework.RouteProbe",
    "framework.TaskSubscriptions",
    "framework.TriggerProbe",
    "framework.TypeNames",
    "framework.UnitKind",
    "framework.WrappedConsumers",
    "framework.Wrappers",
    "method.CallEnd",
    "support.OtherAgents",
    "uri.NameTemplates",
    "uri.NameTemplates$Parts"
  };

  /** The additional classes that the probes of methods use, and of what ends as methods do. */
  static final String[] METHODS = {
    "http.HttpFlowProbe",
    "http.HttpFlowProbe$Exchange",
    "http.HttpFlowProbe$Exchanges",
    "method.AsyncType",
    "method.AsyncType$1",
    "method.AsyncTypes",
    "method.Bands",
    "method.MethodCallEnd",
    "method.Callback",
    "method.Callback$1",
    "method.ColdType",
    "method.CoroutineProbe",
    "method.CoroutineProbe$Entered",
    "method.CoroutineProbe$NamedField",
    "method.CoroutineProbe$Telling",
    "method.CoroutineProbe$Waiting",
    "method.EndSignal",
    "method.EndSignal$Meaning",
    "method.FlowEnds",
    "method.FlowStep",
    "method.Getter",
    "method.Getter$Unreadable",
    "method.JobType",
    "method.JobType$Done",
    "method.LaterEnds",
    "method.LibraryMethods",
    "method.ListenableFutureType",
    "method.ListenableFutureType$Done",
    "method.MeasuredMethod",
    "method.MeasuredOperation",
    "method.MeasuredOperation$Begun",
    "method.MeasuredTask",
    "method.MeasuredTask$Begun",
    "method.MethodProbe",
    "method.MethodProbe$Call",
    "method.MethodSubscriptions",
    "method.MultiType",
    "method.Reading",
    "method.ReactorType",
    "method.RxType",
    "method.RxType$Operator",
    "method.SharedResults",
    "method.StageType",
    "method.SubscribedType",
    "method.SubscribedType$Subscribing",
    "method.Subscriptions",
    "method.Template",
    "method.Template$1",
    "method.Template$Part",
    "method.Template$Source",
    "method.UniType",
    "method.UniType$Entering",
    "method.UniType$Source"
  };

  /** The additional classes of a registry whose numbers are in a file as well. */
  static final String[] MAPPED = {
    "metrics.MappedCells",
    "metrics.MappedCells$ExponentialCells",
    "metrics.MappedCells$ImagedGauge",
    "metrics.MappedCells$ImagedHistogram",
    "metrics.MappedCells$ImagedNativeHistogram",
    "metrics.mapped.FamilyRecord",
    "metrics.mapped.FamilyRecord$Entry",
    "metrics.mapped.FileEntry",
    "metrics.mapped.GaugeMode",
    "metrics.mapped.Layout",
    "metrics.mapped.MappedAccess",
    "metrics.mapped.MappedAdder",
    "metrics.mapped.MappedAdder$Cell",
    "metrics.mapped.MappedAdder$Cell$1",
    "metrics.mapped.MappedBuckets",
    "metrics.mapped.MappedBuckets$Cell",
    "metrics.mapped.MappedBuckets$Cell$BucketImage",
    "metrics.mapped.MappedBuckets$Classic",
    "metrics.mapped.MappedCell",
    "metrics.mapped.MappedCell$Image",
    "metrics.mapped.MappedNumber",
    "metrics.mapped.Segment",
    "metrics.mapped.SeriesRecord",
    "metrics.mapped.SeriesRecord$1",
    "metrics.mapped.SpreadCells",
    "metrics.mapped.SpreadCells$Cells",
    "metrics.mapped.ValuesFile",
    "metrics.window.MappedWindow",
    "metrics.window.MappedWindow$1",
    "metrics.window.MappedWindow$Base",
    "metrics.window.MappedWindow$ImagedStripe",
    "metrics.window.WindowImage",
    "metrics.window.WindowImage$Ring"
  };

  /** The registry's classes, and those that all other probes use. */
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
    "metrics.BegunCount",
    "metrics.BoundSeries",
    "metrics.CellSource",
    "metrics.Counter",
    "metrics.Gauge",
    "metrics.GaugeCell",
    "metrics.Histogram",
    "metrics.JoinedSeries",
    "metrics.LabelTable",
    "metrics.LabelTable$Entry",
    "metrics.LabelValues",
    "metrics.MetricFamily",
    "metrics.OutcomeCount",
    "metrics.OutcomeSeries",
    "metrics.OutcomeTimer",
    "metrics.Relabeling",
    "metrics.Series",
    "metrics.SeriesFactory",
    "metrics.SeriesFactory$Counters",
    "metrics.SeriesFactory$Gauges",
    "metrics.SeriesFactory$OutcomeTimers",
    "metrics.SeriesFactory$Readable",
    "metrics.SeriesFactory$SizeHistograms",
    "metrics.SeriesFactory$Timers",
    "metrics.SeriesFactory$TimersOf",
    "metrics.SeriesFactory$UpDownCounters",
    "metrics.SeriesLimit",
    "metrics.SeriesLimit$Candidate",
    "metrics.SeriesLimit$Decision",
    "metrics.SizeHistogram",
    "metrics.ThreadCounts",
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
    "uri.SegmentKind$Census",
    "uri.Segments",
    "uri.TemplateTree",
    "uri.UriLabels",
    "uri.UriLabelsMemo",
    "uri.UriLabelsMemo$Entry",
    "uri.UriRule",
    "uri.UriTemplates"
  };

  /** The additional classes that all use that record operations: methods, retries, the API. */
  static final String[] OPERATIONS = {
    "metrics.OperationNames",
    "operation.CurrentOperation",
    "operation.CurrentOperation$Stack",
    "operation.LabelCleaning",
    "operation.Operation",
    "operation.OperationCall",
    "operation.OperationFamilies",
    "operation.OperationMetrics",
    "operation.OperationProbe",
    "operation.OperationSettings",
    "operation.StatusProbe"
  };

  /** The additional classes that the probe of retries uses. */
  static final String[] RETRIES = {"retry.RetriedCall", "retry.RetryMetrics", "retry.RetryProbe"};

  /** The additional classes that registries of the application use. */
  static final String[] ADOPTION = {"adopt.AdoptProbe", "adopt.FoundRegistry"};

  /** The additional classes that web servers use. */
  static final String[] MOUNT = {"mount.MountProbe", "mount.MountTaker"};

  private EarlyClasses() {}

  /**
   * Initializes classes.
   *
   * @param names full names of JDK classes; names of our own without the package of this class
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
