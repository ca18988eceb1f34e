package com.acme.pools;

import cats.effect.unsafe.IORuntime$;
import com.typesafe.config.ConfigFactory;
import io.reactivex.rxjava3.core.Observable;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.dispatch.Dispatchers;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Pekko's dispatchers, Reactor's schedulers and RxJava's, and the pools of cats-effect, ZIO and
 * Vert.x for what blocks. Counts the tasks that each has run, and those that it has cancelled, by
 * the name of its threads.
 */
public final class SchedulersApp {
  private static final int LATER = 3;
  private static final int NEVER = 2;

  private static final String DISPATCHERS =
      "pekko { stdout-loglevel = OFF, loglevel = OFF }\n"
          + "orders { type = Dispatcher, executor = fork-join-executor,\n"
          + "  fork-join-executor { parallelism-min = 2, parallelism-max = 2 } }\n"
          + "mails { type = Dispatcher, executor = thread-pool-executor,\n"
          + "  thread-pool-executor { fixed-pool-size = 2 } }\n"
          + "actors { type = Dispatcher, executor = fork-join-executor }\n";

  private static final Map<String, AtomicLong> CANCELLED = new TreeMap<>();

  private SchedulersApp() {}

  /** Counts what it is told. */
  static final class Counting extends AbstractActor {
    private final AtomicLong told;

    Counting(AtomicLong told) {
      this.told = told;
    }

    @Override
    public Receive createReceive() {
      return receiveBuilder()
          .match(
              CountDownLatch.class,
              latch -> {
                told.incrementAndGet();
                latch.countDown();
              })
          .build();
    }
  }

  public static void main(String[] args) throws Exception {
    ActorSystem shop =
        ActorSystem.create(
            "shop", ConfigFactory.parseString(DISPATCHERS).withFallback(ConfigFactory.load()));
    AtomicLong told = new AtomicLong();
    ActorRef actor =
        shop.actorOf(
            Props.create(Counting.class, () -> new Counting(told)).withDispatcher("actors"));
    Scheduler reports = Schedulers.newParallel("reports", 2);
    Vertx vertx = Vertx.vertx();
    Context context = vertx.getOrCreateContext();
    WorkerExecutor parcels = vertx.createSharedWorkerExecutor("parcels", 2);
    WorkerExecutor letters = vertx.createSharedWorkerExecutor("letters", 2);
    for (int i = 0; i < 2; i++) {
      dispatch(shop.dispatchers(), "orders");
      dispatch(shop.dispatchers(), "mails");
      tell(actor);
      react("boundedElastic", Schedulers.boundedElastic());
      react("parallel", Schedulers.parallel());
      react("single", Schedulers.single());
      react("reports", reports);
      rx("RxCachedThreadScheduler", io.reactivex.rxjava3.schedulers.Schedulers.io());
      rx("RxComputationThreadPool", io.reactivex.rxjava3.schedulers.Schedulers.computation());
      rx("RxSingleScheduler", io.reactivex.rxjava3.schedulers.Schedulers.single());
      CountedTasks.execute("io-blocking", IORuntime$.MODULE$.global().blocking()::execute);
      CountedTasks.execute("zio-default-blocking", SchedulersApp::blockInZio);
      CountedTasks.execute("vert.x-worker-thread", blocking(Context.class, context, false));
      CountedTasks.execute("parcels", blocking(WorkerExecutor.class, parcels, false));
      inOrder(context, blocking(WorkerExecutor.class, letters, true));
      Load.pause();
    }
    reports.dispose();
    vertx.close();
    shop.terminate();
    shop.getWhenTerminated().toCompletableFuture().get(1, TimeUnit.MINUTES);
    CountedTasks.print();
    CANCELLED.forEach((name, count) -> System.out.println("> cancelled " + name + " " + count));
    System.out.println("> told " + told);
    Load.pause();
    System.exit(0);
  }

  private static void dispatch(Dispatchers dispatchers, String name) {
    CountedTasks.execute("shop-" + name, dispatchers.lookup(name));
  }

  private static void blockInZio(Runnable task) {
    zio.Runtime$.MODULE$.defaultBlockingExecutor().submit(task, zio.Unsafe$.MODULE$.unsafe());
  }

  /**
   * Version 5 gets blocking code as a Callable, and before version 4.5 there was no such method.
   */
  private static Executor blocking(Class<?> type, Object vertx, boolean inOrder) {
    try {
      Method method = type.getMethod("executeBlocking", Callable.class, boolean.class);
      return task -> call(method, vertx, Executors.callable(task), inOrder);
    } catch (NoSuchMethodException e) {
      return task -> blockInVertx4(type, vertx, task, inOrder);
    }
  }

  private static void blockInVertx4(Class<?> type, Object vertx, Runnable task, boolean inOrder) {
    Handler<Promise<Object>> code =
        promise -> {
          task.run();
          promise.complete();
        };
    try {
      call(type.getMethod("executeBlocking", Handler.class, boolean.class), vertx, code, inOrder);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void call(Method method, Object target, Object... arguments) {
    try {
      method.invoke(target, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first ends when all the others wait for their turn. An order is within a context. */
  private static void inOrder(Context context, Executor executor) {
    CountDownLatch all = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(CountedTasks.MANY);
    context.runOnContext(
        none -> {
          executor.execute(() -> Load.await(all));
          for (int i = 0; i < CountedTasks.MANY; i++) {
            executor.execute(done::countDown);
          }
          all.countDown();
        });
    Load.await(done);
  }

  private static void tell(ActorRef actor) {
    CountDownLatch done = new CountDownLatch(CountedTasks.MANY);
    for (int i = 0; i < CountedTasks.MANY; i++) {
      actor.tell(done, ActorRef.noSender());
    }
    Load.await(done);
  }

  /** By operators, directly, later, in a worker, and never. */
  private static void react(String name, Scheduler scheduler) {
    CountDownLatch done = new CountDownLatch(3 * CountedTasks.MANY + LATER);
    Flux.range(0, CountedTasks.MANY)
        .flatMap(i -> Mono.fromRunnable(CountedTasks.task(name, done)).subscribeOn(scheduler))
        .blockLast();
    Scheduler.Worker worker = scheduler.createWorker();
    for (int i = 0; i < CountedTasks.MANY; i++) {
      scheduler.schedule(CountedTasks.task(name, done));
      worker.schedule(CountedTasks.task(name, done));
    }
    for (int i = 0; i < LATER; i++) {
      scheduler.schedule(CountedTasks.task(name, done), 1, TimeUnit.MILLISECONDS);
    }
    Load.await(done);
    worker.dispose();
    for (int i = 0; i < NEVER; i++) {
      Disposable never = scheduler.schedule(CountedTasks.task(name, done), 1, TimeUnit.HOURS);
      never.dispose();
      CANCELLED.computeIfAbsent(name, any -> new AtomicLong()).incrementAndGet();
    }
  }

  private static void rx(String name, io.reactivex.rxjava3.core.Scheduler scheduler) {
    CountDownLatch done = new CountDownLatch(2 * CountedTasks.MANY + LATER);
    Observable.range(0, CountedTasks.MANY)
        .flatMap(i -> Observable.fromRunnable(CountedTasks.task(name, done)).subscribeOn(scheduler))
        .blockingSubscribe();
    for (int i = 0; i < CountedTasks.MANY; i++) {
      scheduler.scheduleDirect(CountedTasks.task(name, done));
    }
    for (int i = 0; i < LATER; i++) {
      scheduler.scheduleDirect(CountedTasks.task(name, done), 1, TimeUnit.MILLISECONDS);
    }
    Load.await(done);
    for (int i = 0; i < NEVER; i++) {
      scheduler.scheduleDirect(CountedTasks.task(name, done), 1, TimeUnit.HOURS).dispose();
      CANCELLED.computeIfAbsent(name, any -> new AtomicLong()).incrementAndGet();
    }
  }
}
