package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.method.Getter;
import dev.tachograph.bootstrap.method.LaterEnds;
import dev.tachograph.bootstrap.task.TaskProbe;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for frameworks that run tasks: messages, jobs and calls. Triggers, records of a
 * log and channels have probes of their own, and so have frameworks that need more than one call in
 * and one out. Most of them end their tasks here.
 *
 * <p><b>A unit of work counts once.</b> A unit is what a framework was given: one message or batch,
 * one firing of a trigger, one job, one asynchronous call. A message within a message on the same
 * thread is the same message, handed through by layers of frameworks; the outermost layer counts
 * ({@link LayeredCall}). The same holds for firings. Jobs and calls are never layers of one
 * another, and units of different kinds never are.
 *
 * <p>The methods that begin a task return an object for those that end it, or null for a layer.
 * Advice hands on what it got.
 */
public final class FrameworkProbe {
  private static final Getter RETURN_VALUE = new Getter("returnValue");
  private static final Getter COMPLETABLE = new Getter("completable");
  private static final Getter CREATE_TIME = new Getter("createTime");

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

  static @Nullable FrameworkCall message(String framework, @Nullable String destination) {
    FrameworkThread thread = FrameworkThread.current();
    return thread.runs(UnitKind.MESSAGE)
        ? null
        : thread.begin(UnitKind.MESSAGE, framework, Destinations.typeOf(destination));
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

  /** A message is delivered to something with a name of its own, which holds no ids. */
  public static @Nullable Object namedMessage(String framework, @Nullable String taskType) {
    FrameworkThread thread = FrameworkThread.current();
    return thread.runs(UnitKind.MESSAGE)
        ? null
        : thread.begin(UnitKind.MESSAGE, framework, TaskProbe.orUnknown(taskType));
  }

  /** A message is handled from now on, on whatever threads; null for a layer. */
  static @Nullable FrameworkCall handled(String framework, String taskType) {
    FrameworkThread thread = FrameworkThread.current();
    if (thread.runs(UnitKind.MESSAGE)) {
      return null;
    }
    FrameworkCall call = thread.begin(UnitKind.MESSAGE, framework, taskType);
    left(call);
    return call;
  }

  /** A job runs on this thread. */
  public static Object job(String framework, @Nullable String taskType) {
    return FrameworkThread.current().begin(UnitKind.JOB, framework, TaskProbe.orUnknown(taskType));
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
        FrameworkThread.current()
            .begin(UnitKind.JOB, framework, FrameworkMetrics.current().typeOfName(whole));
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
        FrameworkThread.current()
            .begin(
                UnitKind.JOB,
                framework,
                isGiven ? FrameworkMetrics.current().typeOfName(name) : signature);
    due(started, ready == null ? 0 : ready.toEpochMilli());
    repeated(started, repeated);
    return started;
  }

  /** A method that was called before runs on this thread. */
  public static Object call(String framework, Method method, @Nullable Object target) {
    return FrameworkThread.current()
        .beginInExecutor(UnitKind.CALL, framework, TypeNames.of(method, target));
  }

  /** The task could have started at this time ({@link FrameworkCall#due}). */
  static void due(@Nullable Object started, long epochMillis) {
    if (started instanceof FrameworkCall) {
      ((FrameworkCall) started).due(epochMillis);
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

  /**
   * As {@link #endedWith}. If the work begins only with a subscription to what the task returned,
   * the caller must go on with the result of this method, whose subscription also ends the task.
   */
  public static @Nullable Object endedWithSubscription(
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
}
