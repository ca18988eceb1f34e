package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.executor.CurrentTask;
import dev.tachograph.bootstrap.method.Getter;
import dev.tachograph.bootstrap.method.LaterEnds;
import dev.tachograph.bootstrap.support.TypeLabels;
import dev.tachograph.bootstrap.support.WeakTable;
import dev.tachograph.bootstrap.task.TaskProbe;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for frameworks that run tasks.
 *
 * <p><b>A unit of work counts once.</b> A unit is what a framework was given: one message or batch,
 * one firing of a trigger, one job, one asynchronous call. A message within a message on the same
 * thread is the same message, handed through by layers of frameworks; the outermost layer counts.
 * The same holds for firings. Jobs and calls are never layers of one another, and units of
 * different kinds never are.
 *
 * <p>The methods that begin a task return an object for those that end it, or null for a layer.
 * Advice hands on what it got.
 */
public final class FrameworkProbe {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private static final long MOST_AHEAD_MILLIS = 24 * 60 * 60 * 1000;

  /**
   * Spring Cloud Stream names a flow so which hands on what a supplier returns. The supplier has
   * done the work by then.
   */
  private static final String OF_SUPPLIER = "_integrationflow.channel#";

  /**
   * A program that sends by Spring Cloud Stream's bridge calls a function of one of these classes,
   * which returns its argument.
   */
  private static final String IDENTITY =
      "org.springframework.cloud.function.context.catalog.SimpleFunctionRegistry$PassThruFunction";

  private static final String OF_BRIDGE = "org.springframework.cloud.stream.function.StreamBridge$";

  /**
   * Spring Kafka's container gets a record for a later attempt before that is due. The listener has
   * not seen it.
   */
  private static final String TOO_EARLY =
      "org.springframework.kafka.listener.KafkaBackoffException";

  /** A function that is called within the delivery of a message. */
  private static final Object LAYER = new Object();

  private static final Getter METHOD = new Getter("method");
  private static final Getter TARGET = new Getter("targetClass");
  private static final Getter IN_RETRY = new Getter("inRetry");
  private static final Getter RETURN_VALUE = new Getter("returnValue");
  private static final Getter COMPLETABLE = new Getter("completable");
  private static final Getter CREATE_TIME = new Getter("createTime");

  /** By the message that a method got from a channel. */
  private static final WeakTable<FrameworkCall> HANDED = new WeakTable<>(null);

  /** What is told of a message, by the arguments that a method gets. */
  private static final WeakTable<CarriedMessage> CARRIED = new WeakTable<>(null);

  /** The tasks that end when a subscriber is told to. */
  private static final WeakTable<FrameworkCall> SUBSCRIBERS = new WeakTable<>(null);

  /** The channels whose messages handlers get. */
  private static final WeakTable<String> CHANNELS = new WeakTable<>(null);

  private FrameworkProbe() {}

  /**
   * A message is delivered on this thread.
   *
   * @param destination the queue, topic or subject; ids in it become placeholders
   * @param sentMillis when it was sent; 0 or less if unknown
   * @param redelivered whether it was delivered before
   */
  public static @Nullable Object message(
      String framework, @Nullable String destination, long sentMillis, boolean redelivered) {
    Object started = message(framework, destination);
    due(started, sentMillis);
    repeated(started, redelivered);
    return started;
  }

  /**
   * A message is delivered on this thread, perhaps from a queue that was made for one program and
   * has a name that nobody chose. All such queues are one task type.
   */
  public static @Nullable Object message(
      String framework,
      @Nullable String destination,
      boolean isTemporary,
      long sentMillis,
      boolean redelivered) {
    Object started =
        isTemporary
            ? namedMessage(framework, Destinations.TEMPORARY)
            : message(framework, destination);
    due(started, sentMillis);
    repeated(started, redelivered);
    return started;
  }

  private static @Nullable Object message(String framework, @Nullable String destination) {
    FrameworkThread thread = FrameworkThread.current();
    return thread.runs(UnitKind.MESSAGE)
        ? null
        : begin(thread, UnitKind.MESSAGE, framework, Destinations.typeOf(destination));
  }

  /**
   * A message is delivered on this thread.
   *
   * @param sent when it was sent, or null
   * @param redelivered whether it was delivered before; null if unknown
   */
  public static @Nullable Object queued(
      String framework,
      @Nullable String queue,
      @Nullable Date sent,
      @Nullable Boolean redelivered) {
    return message(
        framework,
        queue,
        sent == null ? 0 : sent.getTime(),
        redelivered != null && redelivered.booleanValue());
  }

  /**
   * A message is delivered on this thread to a subscription.
   *
   * @param subscription the subjects that it is for, perhaps a pattern: it names the task. If it
   *     was made up, or is null, the message's subject does
   * @param sent when it was sent, or null
   * @param redelivered whether it was delivered before
   */
  public static @Nullable Object subscribed(
      String framework,
      @Nullable String subscription,
      @Nullable String subject,
      @Nullable Instant sent,
      boolean redelivered) {
    boolean isNamed = subscription != null && !Destinations.isMadeUp(subscription);
    return message(
        framework,
        isNamed ? subscription : subject,
        sent == null ? 0 : sent.toEpochMilli(),
        redelivered);
  }

  /**
   * A message is delivered on this thread that was published to a topic.
   *
   * @param topic with its scheme, tenant, namespace and partition, such as {@code
   *     persistent://public/default/orders-partition-3}
   * @param sentMillis when it was published; 0 or less if unknown
   * @param redelivered whether it was delivered before
   */
  public static @Nullable Object published(
      String framework, @Nullable String topic, long sentMillis, boolean redelivered) {
    return message(
        framework, topic == null ? null : Destinations.ofTopic(topic), sentMillis, redelivered);
  }

  /**
   * A message, or a batch of them, is delivered on this thread. What is told of a batch is told of
   * its first. The values are those of headers.
   *
   * @param sentMillis when it was sent, as a number or its digits, or null
   * @param deliveries how often it was delivered, this time included; likewise
   * @param count how many messages a batch has; 0 for a message by itself
   */
  public static @Nullable Object received(
      String framework,
      @Nullable Object queue,
      @Nullable Object sentMillis,
      @Nullable Object deliveries,
      int count) {
    Object started =
        message(
            framework,
            queue == null ? null : queue.toString(),
            number(sentMillis),
            number(deliveries) > 1);
    records(started, count);
    return started;
  }

  static long number(@Nullable Object header) {
    try {
      return header == null ? 0 : Long.parseLong(header.toString());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /**
   * A record of a log is delivered on this thread. It is a repetition if its last delivery on this
   * thread failed.
   *
   * @param sentMillis when it was sent; 0 or less if unknown
   */
  public static @Nullable Object record(
      String framework, @Nullable String topic, int partition, long offset, long sentMillis) {
    FrameworkThread thread = FrameworkThread.current();
    Object started = message(framework, topic);
    if (started instanceof FrameworkCall) {
      FailedRecords failed = thread.failedRecords;
      if (failed == null) {
        failed = new FailedRecords();
        thread.failedRecords = failed;
      }
      // The delivery may turn out to be none.
      ((FrameworkCall) started).lateNanos = lateNanos(sentMillis);
      ((FrameworkCall) started).isRepeated = failed.delivered(topic, partition, offset);
    }
    return started;
  }

  /**
   * A batch of records of a log is delivered on this thread. Topic, partition and offset are those
   * of its first record.
   */
  public static @Nullable Object recordBatch(
      String framework,
      @Nullable String topic,
      int partition,
      long offset,
      long sentMillis,
      int count) {
    Object started = record(framework, topic, partition, offset, sentMillis);
    if (started instanceof FrameworkCall) {
      ((FrameworkCall) started).records = count;
    }
    return started;
  }

  /**
   * The record that this thread delivers was looked at, or those of its batch are. A record that is
   * dropped is none that its listener handles, and so is a batch, unless {@link #batchFiltered}
   * follows.
   */
  public static void recordFiltered(boolean isDropped) {
    FrameworkCall call = FrameworkThread.current().running(UnitKind.MESSAGE);
    if (call != null) {
      call.isDropped = isDropped;
    }
  }

  /** The listener gets so many records of the batch that this thread delivers. */
  public static void batchFiltered(int count) {
    FrameworkCall call = FrameworkThread.current().running(UnitKind.MESSAGE);
    if (call != null) {
      call.isDropped = false;
      call.records = count;
    }
  }

  /** The delivery of a record or of a batch of records has ended. */
  public static void recordEnded(@Nullable Object started, @Nullable Throwable thrown) {
    FailedRecords failed = FrameworkThread.current().failedRecords;
    if (started instanceof FrameworkCall
        && (thrown == null
            ? ((FrameworkCall) started).isDropped
            : thrown.getClass().getName().equals(TOO_EARLY))) {
      left(started);
      ((FrameworkCall) started).withdraw();
      return;
    }
    if (started != null && thrown != null && failed != null) {
      failed.failed();
    }
    messageEnded(started, thrown);
  }

  /**
   * A framework has made a method's arguments of a record or a batch, and calls the method next, or
   * it could not make them.
   */
  public static void recordBound(@Nullable Object started, @Nullable Throwable thrown) {
    FrameworkThread.current().bound = thrown == null ? started : null;
    if (thrown != null) {
      recordEnded(started, thrown);
    }
  }

  /** The method is called. Returns what its arguments were made for. */
  public static @Nullable Object boundRecord() {
    FrameworkThread thread = FrameworkThread.current();
    Object started = thread.bound;
    thread.bound = null;
    return started;
  }

  /** As {@link #recordEnded}, for a framework that subscribes to what the method has returned. */
  public static @Nullable Object recordEndedWith(
      @Nullable Object started, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown == null) {
      return handedEnded(started, returned, null);
    }
    recordEnded(started, thrown);
    return returned;
  }

  /** From now on, this handler gets the messages of a channel. */
  public static void subscribed(Object handler, @Nullable String channel) {
    if (channel != null && !channel.contains(OF_SUPPLIER)) {
      CHANNELS.put(handler, channel);
    }
  }

  /**
   * A handler gets a message on this thread. Null also if nobody knows the handler's channel.
   *
   * @param sent when it was made, in milliseconds; unknown if it is no {@code Long}
   */
  public static @Nullable Object channelled(
      String framework, Object handler, @Nullable Object sent) {
    if (entersLayer(FrameworkThread.current())) {
      return null;
    }
    String channel = CHANNELS.get(handler);
    return channel == null
        ? null
        : message(framework, channel, sent instanceof Long ? (Long) sent : 0, false);
  }

  /** A handler gets a message on this thread, which may be within the delivery of one. */
  private static boolean entersLayer(FrameworkThread thread) {
    FrameworkCall outermost = thread.running(UnitKind.MESSAGE);
    if (outermost == null) {
      return false;
    }
    outermost.depth++;
    return true;
  }

  /** A message is delivered to something with a name of its own, which holds no ids. */
  public static @Nullable Object namedMessage(String framework, @Nullable String taskType) {
    FrameworkThread thread = FrameworkThread.current();
    return thread.runs(UnitKind.MESSAGE)
        ? null
        : begin(thread, UnitKind.MESSAGE, framework, TaskProbe.orUnknown(taskType));
  }

  /**
   * A function with a name of its own is called with one message, on this thread.
   *
   * @param function what it calls
   */
  public static @Nullable Object function(
      String framework, @Nullable String name, Object function) {
    String type = function.getClass().getName();
    if (type.equals(IDENTITY) || type.startsWith(OF_BRIDGE)) {
      return null;
    }
    return entersLayer(FrameworkThread.current()) ? LAYER : namedMessage(framework, name);
  }

  /**
   * A function has returned. If its work begins only with a subscription to what it returned, the
   * caller must go on with the result of this method: each subscription to that is a task, and the
   * call was none.
   *
   * @param content what it got of a message; null if it only gives
   * @param declared what it says that it returns, if it says so
   */
  public static @Nullable Object functionEnded(
      @Nullable Object started,
      Object function,
      @Nullable Object content,
      @Nullable Type declared,
      @Nullable Object returned,
      @Nullable Throwable thrown) {
    if (started == LAYER) {
      layerEnded(function, content == null ? function : content, thrown);
      return returned;
    }
    if (started instanceof FrameworkCall && thrown == null) {
      FrameworkCall call = (FrameworkCall) started;
      Object measured = LaterEnds.subscribed(returned, declared, new TaskSubscriptions(call.tasks));
      if (measured != null) {
        left(call);
        call.withdraw();
        return measured;
      }
    }
    endedWith(started, returned, thrown);
    return returned;
  }

  /**
   * A trigger fires a method on this thread.
   *
   * @param target the object whose method it is, perhaps a proxy
   */
  public static @Nullable Object firing(String framework, Method method, @Nullable Object target) {
    FrameworkThread thread = FrameworkThread.current();
    return thread.runs(UnitKind.FIRING)
        ? null
        : beginInExecutor(thread, UnitKind.FIRING, framework, TypeNames.of(method, target));
  }

  /**
   * A timer fires a method on this thread.
   *
   * @param timer may have a property {@code inRetry}, which says that it repeats what failed; null
   *     if it is not known
   */
  public static @Nullable Object timedFiring(
      String framework, Method method, @Nullable Object timer) {
    boolean isRepeated = timer != null && isInRetry(timer);
    Object started = firing(framework, method, null);
    repeated(started, isRepeated);
    return started;
  }

  private static boolean isInRetry(Object timer) {
    try {
      return Boolean.TRUE.equals(IN_RETRY.of(timer));
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Not all timers know it.
      return false;
    }
  }

  /**
   * A trigger fires on this thread.
   *
   * @param context an object with the method and its target's class as properties
   */
  public static @Nullable Object firing(String framework, Object context)
      throws ReflectiveOperationException {
    Object method = METHOD.of(context);
    Object target = TARGET.of(context);
    return method instanceof Method && target instanceof Class
        ? firing(framework, (Class<?>) target, ((Method) method).getName())
        : null;
  }

  /**
   * A trigger fires on this thread.
   *
   * @param description an object with the method as a property
   */
  public static @Nullable Object firingOf(String framework, Object description)
      throws ReflectiveOperationException {
    Object method = METHOD.of(description);
    return method instanceof Method ? firing(framework, (Method) method, null) : null;
  }

  /** What this thread was fired for ends when this subscriber is told so. */
  public static void subscribes(Object subscriber) {
    FrameworkCall call = FrameworkThread.current().running(UnitKind.FIRING);
    if (call != null) {
      call.endsLater = true;
      SUBSCRIBERS.put(subscriber, call);
    }
  }

  /** A subscriber is told that there will be no more, on whatever thread. */
  public static void subscriberEnded(Object subscriber, @Nullable Throwable failure) {
    FrameworkCall call = SUBSCRIBERS.remove(subscriber);
    if (call != null) {
      call.accept(null, failure);
    }
  }

  /** A trigger fires a method of that class on this thread. */
  public static @Nullable Object firing(String framework, Class<?> type, String method) {
    FrameworkThread thread = FrameworkThread.current();
    return thread.runs(UnitKind.FIRING)
        ? null
        : beginInExecutor(
            thread, UnitKind.FIRING, framework, TypeLabels.simple(type) + '.' + method);
  }

  /**
   * A trigger fires on this thread.
   *
   * @param method the method that it calls, such as {@code com.acme.Jobs#tick}; null if it calls
   *     something without a name
   * @param name the trigger's, which the program may have made up; ids in it become placeholders
   * @param due when it was due, or null
   */
  public static @Nullable Object firing(
      String framework, @Nullable String method, @Nullable String name, @Nullable Instant due) {
    FrameworkThread thread = FrameworkThread.current();
    if (thread.runs(UnitKind.FIRING)) {
      return null;
    }
    String taskType =
        method == null
            ? FrameworkMetrics.current().typeOfName(name)
            : TypeNames.ofDescription(method);
    Object started = begin(thread, UnitKind.FIRING, framework, taskType);
    due(started, due == null ? 0 : due.toEpochMilli());
    return started;
  }

  /**
   * A method is about to get a message, by these arguments, on whatever thread. A batch is a
   * message of messages, that is one to iterate over; its payload has theirs.
   */
  public static void carries(Object[] arguments, Object message)
      throws ReflectiveOperationException {
    CarriedMessage carried = CarriedMessage.of(message);
    if (carried != null) {
      CARRIED.put(arguments, carried);
    }
  }

  /**
   * A method gets a message from a channel within the program, on this thread. If it sends another
   * in the meantime, which another method gets at once, that is another message: neither is a layer
   * of the other.
   *
   * @param channels those that the method takes messages from; the first names the task
   * @param arguments those of the method
   * @param message the message if the method can refuse it; null if it gets only what is in it
   */
  public static @Nullable Object handed(
      String framework, Collection<String> channels, Object[] arguments, @Nullable Object message) {
    if (channels.isEmpty()) {
      return null;
    }
    FrameworkCall call =
        begin(
            FrameworkThread.current(),
            UnitKind.MESSAGE,
            framework,
            Destinations.typeOf(channels.iterator().next()));
    if (message != null) {
      HANDED.put(message, call);
    }
    CarriedMessage carried = CARRIED.remove(arguments);
    if (carried != null) {
      due(call, carried.sentMillis(channels));
      records(call, carried.records);
    }
    return call;
  }

  /**
   * A method that got a message from a channel has returned. If its work begins only with a
   * subscription to what it returned, the caller must go on with the result of this method, whose
   * subscription also ends the task.
   */
  public static @Nullable Object handedEnded(
      @Nullable Object started, @Nullable Object returned, @Nullable Throwable thrown) {
    if (started instanceof FrameworkCall && thrown == null) {
      FrameworkCall call = (FrameworkCall) started;
      Object ending = LaterEnds.ending(returned, call);
      if (ending != null) {
        left(call);
        return ending;
      }
    }
    endedWith(started, returned, thrown);
    return returned;
  }

  /** Somebody refuses a message, perhaps the method that has got it. */
  public static void refused(Object message, @Nullable Throwable reason) {
    if (reason == null) {
      return;
    }
    // The reason may hold the message, and the call holds the reason: the table must not.
    FrameworkCall call = HANDED.remove(message);
    if (call != null) {
      call.keep(reason);
    }
  }

  /** A message is handled from now on, on whatever threads; null for a layer. */
  static @Nullable FrameworkCall handled(String framework, String taskType) {
    FrameworkThread thread = FrameworkThread.current();
    if (thread.runs(UnitKind.MESSAGE)) {
      return null;
    }
    FrameworkCall call = begin(thread, UnitKind.MESSAGE, framework, taskType);
    left(call);
    return call;
  }

  /**
   * A timer that runs its tasks on this thread looks at the next one.
   *
   * @param dueMillis when it is due, in milliseconds since the epoch
   */
  public static void timerAwaits(long dueMillis) {
    FrameworkThread.current().timerDueMillis = dueMillis;
  }

  /**
   * A timer runs a task on this thread, which it {@linkplain #timerAwaits awaited}. Its class is
   * its type. Upkeep of the JDK's and of some libraries is not measured.
   */
  public static @Nullable Object timed(String framework, Object task) {
    FrameworkThread thread = FrameworkThread.current();
    if (thread.runs(UnitKind.FIRING) || TypeNames.isUpkeep(task.getClass())) {
      return null;
    }
    Object started = begin(thread, UnitKind.FIRING, framework, TypeLabels.simple(task.getClass()));
    due(started, thread.timerDueMillis);
    return started;
  }

  /** A job runs on this thread. */
  public static Object job(String framework, @Nullable String taskType) {
    return begin(FrameworkThread.current(), UnitKind.JOB, framework, TaskProbe.orUnknown(taskType));
  }

  /**
   * A job runs on this thread.
   *
   * @param readyMillis when it could have run; 0 or less if unknown
   * @param repeated whether this is an attempt after the first
   */
  public static Object job(
      String framework, @Nullable String taskType, long readyMillis, boolean repeated) {
    Object started = job(framework, taskType);
    due(started, readyMillis);
    repeated(started, repeated);
    return started;
  }

  /**
   * A job runs on this thread that was fetched from elsewhere. When it could have been repeated is
   * not known.
   *
   * @param job may have a property {@code createTime}, which says when it was made
   * @param repeated whether this is an attempt after the first
   */
  public static Object fetchedJob(
      String framework, @Nullable String taskType, Object job, boolean repeated) {
    return job(framework, taskType, repeated ? 0 : createdMillis(job), repeated);
  }

  private static long createdMillis(Object job) {
    try {
      Object created = CREATE_TIME.of(job);
      return created instanceof Date ? ((Date) created).getTime() : 0;
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Not all versions know it.
      return 0;
    }
  }

  /**
   * A job runs on this thread that is one of several kinds. The kind is a part of its type.
   *
   * @param readyMillis when it could have run; 0 or less if unknown
   * @param repeated whether this is an attempt after the first
   */
  public static Object jobOfKind(
      String framework, String kind, String name, long readyMillis, boolean repeated) {
    return job(framework, kind + ':' + name, readyMillis, repeated);
  }

  /**
   * A job runs on this thread. Programs make up its name, and may put ids into it; they become
   * placeholders.
   *
   * @param due when its trigger was due, or null
   * @param repeated whether this is an attempt after the first
   */
  public static Object keyedJob(
      String framework,
      @Nullable String group,
      @Nullable String name,
      @Nullable Date due,
      boolean repeated) {
    String whole = group == null ? name : group + '.' + name;
    Object started =
        begin(
            FrameworkThread.current(),
            UnitKind.JOB,
            framework,
            FrameworkMetrics.current().typeOfName(whole));
    due(started, due == null ? 0 : due.getTime());
    repeated(started, repeated);
    return started;
  }

  /**
   * A call of a method runs on this thread as a job. The name that the program has given it is its
   * type, with placeholders for ids; otherwise the method is.
   *
   * @param signature the method, such as {@code com.acme.Mail.send(java.lang.Long)}
   * @param name what the program has given; or the method and its arguments, such as {@code
   *     com.acme.Mail.send(4711)}
   * @param ready when it could have run, or null
   * @param repeated whether this is an attempt after the first
   */
  public static Object signedJob(
      String framework,
      String signature,
      @Nullable String name,
      @Nullable Instant ready,
      boolean repeated) {
    int method = signature.indexOf('(') + 1;
    boolean isGiven = name != null && !name.regionMatches(0, signature, 0, method);
    Object started =
        begin(
            FrameworkThread.current(),
            UnitKind.JOB,
            framework,
            isGiven ? FrameworkMetrics.current().typeOfName(name) : signature);
    due(started, ready == null ? 0 : ready.toEpochMilli());
    repeated(started, repeated);
    return started;
  }

  /** A method that was called before runs on this thread. */
  public static Object call(String framework, Method method, @Nullable Object target) {
    return beginInExecutor(
        FrameworkThread.current(), UnitKind.CALL, framework, TypeNames.of(method, target));
  }

  /** The task is all that an executor's task does, so it has waited as long as that. */
  private static FrameworkCall beginInExecutor(
      FrameworkThread thread, UnitKind kind, String framework, String taskType) {
    long waited = thread.call == null ? CurrentTask.waitedNanos() : CurrentTask.UNKNOWN;
    FrameworkCall call = begin(thread, kind, framework, taskType);
    delayed(call, waited);
    return call;
  }

  private static FrameworkCall begin(
      FrameworkThread thread, UnitKind kind, String framework, String taskType) {
    FrameworkTasks tasks = FrameworkMetrics.current().tasks(framework, taskType);
    FrameworkCall call = new FrameworkCall(kind, tasks, thread.call, false);
    thread.call = call;
    return call;
  }

  /**
   * The task could have started at this time.
   *
   * @param epochMillis when the trigger was due, the message was sent or the job was ready; 0 or
   *     less, or far in the future, if unknown
   */
  static void due(@Nullable Object started, long epochMillis) {
    long late = lateNanos(epochMillis);
    if (late >= 0) {
      delayed(started, late);
    }
  }

  /** How long ago that was, at least 0; negative if unknown. */
  private static long lateNanos(long epochMillis) {
    long late = System.currentTimeMillis() - epochMillis;
    // The clock of another machine may be ahead. What is ahead by far is in another unit.
    return epochMillis > 0 && late > -MOST_AHEAD_MILLIS ? Math.max(0, late) * NANOS_PER_MILLI : -1;
  }

  /**
   * The task could have started that much earlier.
   *
   * @param nanos {@link CurrentTask#UNKNOWN} if unknown
   */
  private static void delayed(@Nullable Object started, long nanos) {
    if (started instanceof FrameworkCall && nanos != CurrentTask.UNKNOWN) {
      FrameworkTasks tasks = ((FrameworkCall) started).tasks;
      tasks.startDelay.get().record(Math.max(0, nanos), System.nanoTime());
    }
  }

  /** The task is an attempt after the first. */
  static void repeated(@Nullable Object started, boolean isRepeated) {
    if (isRepeated && started instanceof FrameworkCall) {
      ((FrameworkCall) started).tasks.retries.get().increment();
    }
  }

  /** The task is a batch of so many records. */
  static void records(@Nullable Object started, int count) {
    if (count > 0 && started instanceof FrameworkCall) {
      ((FrameworkCall) started).tasks.records.get().add(count);
    }
  }

  /**
   * The framework keeps a failure of the task to itself: the innermost task of this thread fails.
   */
  public static void failureKept(@Nullable Throwable failure) {
    FrameworkCall call = FrameworkThread.current().call;
    if (call != null && failure != null) {
      call.keep(failure);
    }
  }

  /**
   * The message that this thread handles has failed: it was refused, or somebody is about to be
   * told of its failure.
   */
  public static void messageFails() {
    fails(UnitKind.MESSAGE);
  }

  /** The job that this thread runs is about to say that it has failed. */
  public static void jobFails() {
    fails(UnitKind.JOB);
  }

  private static void fails(UnitKind kind) {
    FrameworkCall call = FrameworkThread.current().running(kind);
    if (call != null) {
      call.report();
    }
  }

  /**
   * The listener to which this thread delivers a message has returned. If what it returned ends
   * later, so does the delivery.
   */
  public static void listenerReturned(@Nullable Object returned) {
    FrameworkCall call = FrameworkThread.current().running(UnitKind.MESSAGE);
    if (call != null && LaterEnds.await(returned, call)) {
      call.endsLater = true;
    }
  }

  /**
   * As {@link #listenerReturned}, for a framework that subscribes to a {@code Mono}. The caller
   * must go on with the result of this method, whose subscription then ends the delivery.
   */
  public static @Nullable Object listenerPublished(@Nullable Object returned) {
    FrameworkCall call = FrameworkThread.current().running(UnitKind.MESSAGE);
    Object ending = call != null && isMono(returned) ? LaterEnds.ending(returned, call) : null;
    if (call == null || ending == null) {
      listenerReturned(returned);
      return returned;
    }
    call.endsLater = true;
    return ending;
  }

  private static boolean isMono(@Nullable Object returned) {
    Class<?> type = returned == null ? null : returned.getClass();
    while (type != null && !type.getName().equals("reactor.core.publisher.Mono")) {
      type = type.getSuperclass();
    }
    return type != null;
  }

  /**
   * As {@link #listenerReturned}.
   *
   * @param result an object that has what the listener returned as its return value
   */
  public static void listenerResult(Object result) throws ReflectiveOperationException {
    listenerReturned(RETURN_VALUE.of(result));
  }

  /** The listener has returned a future that can be seen as a stage of the JDK's. */
  public static void listenerPromised(Object future) throws ReflectiveOperationException {
    listenerReturned(COMPLETABLE.of(future));
  }

  /**
   * The delivery of a message has ended. If it was that of a layer, its failure is also that of the
   * outermost, which may keep it to itself.
   */
  public static void messageEnded(@Nullable Object started, @Nullable Throwable thrown) {
    if (started != null) {
      ended(started, thrown);
    } else if (thrown != null) {
      FrameworkCall outermost = FrameworkThread.current().running(UnitKind.MESSAGE);
      if (outermost != null) {
        outermost.keep(thrown);
      }
    }
  }

  /**
   * A handler within the delivery of a message has ended. Its failure is that of the message,
   * unless the same handler gets the same again in the same delivery, and succeeds.
   *
   * @param content what is in the message; another attempt may have another message around it
   */
  public static void layerEnded(Object handler, Object content, @Nullable Throwable thrown) {
    FrameworkCall outermost = FrameworkThread.current().running(UnitKind.MESSAGE);
    if (outermost == null) {
      return;
    }
    outermost.depth--;
    if (thrown == null) {
      outermost.done(handler, content);
    } else {
      outermost.keep(thrown, handler, content);
    }
  }

  /** The thread leaves the task, whose work goes on elsewhere. Another method ends it. */
  static void left(@Nullable Object started) {
    if (started instanceof FrameworkCall) {
      FrameworkThread.leave((FrameworkCall) started);
    }
  }

  /** The task has ended, on whatever thread. */
  public static void ended(@Nullable Object started, @Nullable Throwable thrown) {
    if (started instanceof FrameworkCall) {
      left(started);
      FrameworkCall call = (FrameworkCall) started;
      if (thrown != null || !call.endsLater) {
        call.accept(null, thrown);
      }
    }
  }

  /**
   * The task has ended. A failure that was {@linkplain #failureKept kept} counts, and not what the
   * framework makes of it and throws.
   */
  public static void endedAsKept(@Nullable Object started, @Nullable Throwable thrown) {
    failureKept(thrown);
    ended(started, null);
  }

  /** The thread leaves the task, which has ended unless it returned what ends later. */
  public static void endedWith(
      @Nullable Object started, @Nullable Object returned, @Nullable Throwable thrown) {
    if (started instanceof FrameworkCall) {
      left(started);
      FrameworkCall call = (FrameworkCall) started;
      if (thrown != null || !LaterEnds.await(returned, call)) {
        call.accept(returned, thrown);
      }
    }
  }
}
