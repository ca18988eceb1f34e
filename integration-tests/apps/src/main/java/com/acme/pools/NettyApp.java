package com.acme.pools;

import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** An executor with one thread and an event loop: tasks at once, later, and again and again. */
public final class NettyApp {
  private static final int DELAYED = 4;
  private static final int ROUNDS = 5;

  private static final int OWN_TASKS = 3_000;

  private NettyApp() {}

  /** Runs its tasks in a loop of its own. */
  private static final class OwnLoop extends SingleThreadEventExecutor {
    OwnLoop() {
      super(null, new DefaultThreadFactory("app-own", true), true);
    }

    @Override
    protected void run() {
      do {
        Runnable task = takeTask();
        if (task != null) {
          task.run();
          updateLastExecutionTime();
        }
      } while (!confirmShutdown());
    }
  }

  private static void runOwnLoop() throws Exception {
    OwnLoop own = new OwnLoop();
    for (int i = 0; i < OWN_TASKS; i++) {
      own.execute(() -> {});
    }
    Load.expectFailure(own.submit(NettyApp::fail));
    own.shutdownGracefully(0, 10, TimeUnit.SECONDS).await();
  }

  public static void main(String[] args) throws Exception {
    EventExecutorGroup executors =
        new DefaultEventExecutorGroup(1, new DefaultThreadFactory("app-executor", true));
    EventExecutorGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("app-loop", true));
    EventExecutor[] all = {executors.next(), loops.next()};
    for (int i = 0; i < 2; i++) {
      for (EventExecutor executor : all) {
        // The one without I/O ends when a task throws.
        Load.on(executor, 1, executor == all[0] ? 0 : Load.THROW);
        schedule(executor);
      }
      Load.pause();
    }
    runOwnLoop();
    for (EventExecutor executor : all) {
      executor.schedule(() -> {}, 1, TimeUnit.HOURS);
    }
    executors.shutdownGracefully(0, 10, TimeUnit.SECONDS).await();
    loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).await();
    for (EventExecutor executor : all) {
      Load.expectRefusal(executor, 2);
    }
    Load.pause();
  }

  /**
   * From outside and from within: {@link #DELAYED} each that succeed, one each that fails, one each
   * that is cancelled before its time; then one that runs {@link #ROUNDS} times.
   */
  private static void schedule(EventExecutor executor) throws Exception {
    scheduleOnce(executor);
    executor
        .submit(
            () -> {
              scheduleOnceWithin(executor);
              return null;
            })
        .get();
    AtomicInteger rounds = new AtomicInteger();
    AtomicReference<Future<?>> self = new AtomicReference<>();
    CountDownLatch known = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    self.set(
        executor.scheduleAtFixedRate(
            () -> {
              Load.await(known);
              if (rounds.incrementAndGet() == ROUNDS) {
                self.get().cancel(false);
                over.countDown();
              }
            },
            1,
            1,
            TimeUnit.MILLISECONDS));
    known.countDown();
    over.await();
  }

  private static void scheduleOnce(EventExecutor executor) throws Exception {
    List<Future<?>> delayed = new ArrayList<>();
    for (int i = 0; i < DELAYED; i++) {
      delayed.add(executor.schedule(() -> {}, 20 - i, TimeUnit.MILLISECONDS));
    }
    ScheduledFuture<?> failing = executor.schedule(NettyApp::fail, 5, TimeUnit.MILLISECONDS);
    executor.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false);
    for (Future<?> future : delayed) {
      future.get();
    }
    Load.expectFailure(failing);
  }

  private static void scheduleOnceWithin(EventExecutor executor) {
    for (int i = 0; i < DELAYED; i++) {
      executor.schedule(() -> {}, 2, TimeUnit.MILLISECONDS);
    }
    executor.schedule(NettyApp::fail, 2, TimeUnit.MILLISECONDS);
    executor.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false);
  }

  private static Void fail() {
    throw new Load.Failure();
  }
}
