package com.acme.pools;

import java.net.HttpURLConnection;
import java.net.URL;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;

/** Jetty's pool by itself, its reserved threads, and servers. */
public final class JettyApp {
  private static final int REQUESTS = 10;
  private static final int HANDED_OVER = 6;

  private JettyApp() {}

  public static void main(String[] args) throws Exception {
    QueuedThreadPool pool = pool("app", 2);
    reserve(pool, 0);
    pool.start();
    Load.on(pool, 2);
    Load.pause();
    Load.on(pool, 2);
    Load.pause();
    pool.stop();
    Load.expectRefusal(pool, 2);
    pool.start();
    CountDownLatch done = new CountDownLatch(1);
    pool.execute(done::countDown);
    done.await();
    tryReserved();
    serve(new Server(pool("server", 8)));
    serveOnVirtualThreads();
    Load.pause();
    System.exit(0);
  }

  private static QueuedThreadPool pool(String name, int threads) {
    QueuedThreadPool pool = new QueuedThreadPool(threads, threads);
    pool.setName(name);
    pool.setDaemon(true);
    return pool;
  }

  /** The oldest version has no such thing. */
  private static boolean reserve(QueuedThreadPool pool, int threads) {
    try {
      QueuedThreadPool.class.getMethod("setReservedThreads", int.class).invoke(pool, threads);
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  private static void tryReserved() throws Exception {
    QueuedThreadPool pool = pool("reserving", 4);
    if (!reserve(pool, 2)) {
      return;
    }
    pool.start();
    int refused = 0;
    for (int i = 0; i < HANDED_OVER; i++) {
      CountDownLatch done = new CountDownLatch(1);
      while (!tryExecute(pool, done::countDown)) {
        refused++;
        Thread.sleep(1);
      }
      done.await();
    }
    System.out.println("> refused for want of a reserved thread " + (refused > 0));
  }

  private static boolean tryExecute(QueuedThreadPool pool, Runnable task) throws Exception {
    return (Boolean)
        QueuedThreadPool.class.getMethod("tryExecute", Runnable.class).invoke(pool, task);
  }

  /** Its pool has a helper with a virtual thread for each request, or is nothing but that. */
  private static void serveOnVirtualThreads() throws Exception {
    serveOn("requests", () -> pool("carriers", 8));
    serveOn(
        "works",
        () ->
            Class.forName("org.eclipse.jetty.util.thread.VirtualThreadPool")
                .getConstructor()
                .newInstance());
  }

  /** Neither old versions nor old JDKs can. */
  private static void serveOn(String name, Callable<Object> pools) throws Exception {
    AtomicInteger handedOver = new AtomicInteger();
    Server server;
    try {
      Executor threads =
          (Executor)
              Class.forName("org.eclipse.jetty.util.VirtualThreads")
                  .getMethod("getNamedVirtualThreadsExecutor", String.class)
                  .invoke(null, name + '-');
      if (threads == null) {
        return;
      }
      Object pool = pools.call();
      Executor counting =
          task -> {
            handedOver.incrementAndGet();
            threads.execute(task);
          };
      pool.getClass().getMethod("setVirtualThreadsExecutor", Executor.class).invoke(pool, counting);
      server = new Server((ThreadPool) pool);
      // A handler may come that blocks. Otherwise, each request is answered where it is read.
      Server.class.getMethod("setDynamic", boolean.class).invoke(server, true);
    } catch (ReflectiveOperationException e) {
      return;
    }
    serve(server);
    System.out.println("> handed over " + name + ' ' + handedOver);
  }

  private static void serve(Server server) throws Exception {
    ServerConnector connector = new ServerConnector(server);
    server.addConnector(connector);
    server.start();
    for (int i = 0; i < REQUESTS; i++) {
      HttpURLConnection request =
          (HttpURLConnection)
              new URL("http://127.0.0.1:" + connector.getLocalPort() + "/").openConnection();
      if (request.getResponseCode() != 404) {
        throw new IllegalStateException("unexpected status " + request.getResponseCode());
      }
    }
    server.stop();
  }
}
