package com.acme.pools;

import com.google.common.util.concurrent.ListeningExecutorService;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Decorated executors over pools of the JDK. */
public final class GuavaApp {
  private static final int IN_SEQUENCE = 6;

  private GuavaApp() {}

  public static void main(String[] args) throws Exception {
    ListeningExecutorService pool =
        MoreExecutors.listeningDecorator(
            Executors.newFixedThreadPool(
                2, new ThreadFactoryBuilder().setNameFormat("app-%d").setDaemon(true).build()));
    Load.on(pool, 2);
    Load.pause();
    Load.on(pool, 2);
    Load.pause();
    Load.end(pool);
    Load.expectRefusal(pool, 2);

    Executor behind =
        Executors.newFixedThreadPool(
            2, new ThreadFactoryBuilder().setNameFormat("behind-%d").setDaemon(true).build());
    Executor sequence = sequence(behind);
    if (sequence != null) {
      for (int i = 0; i < IN_SEQUENCE; i++) {
        CountDownLatch done = new CountDownLatch(1);
        sequence.execute(done::countDown);
        done.await();
      }
    }
    Load.pause();
    System.exit(0);
  }

  /** Null in versions that have no such thing. */
  private static Executor sequence(Executor behind) {
    try {
      return (Executor)
          MoreExecutors.class
              .getMethod("newSequentialExecutor", Executor.class)
              .invoke(null, behind);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }
}
