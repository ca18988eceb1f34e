package com.acme.pools;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/** Tomcat's pool by itself, and a server with an endpoint. */
public final class TomcatApp {
  private static final int FORCED = 7;
  private static final int REQUESTS = 10;

  private TomcatApp() {}

  /** Refuses whatever the pool hands to it, and takes what is forced upon it. */
  private static final class ReluctantQueue extends TaskQueue {
    private static final long serialVersionUID = 1;
    private boolean reluctant;

    @Override
    public boolean offer(Runnable task) {
      return !reluctant && super.offer(task);
    }
  }

  /** Takes a task, and then its pool is shut down: the pool takes the task back, and refuses it. */
  private static final class ClosingQueue extends TaskQueue {
    private static final long serialVersionUID = 1;
    private transient ThreadPoolExecutor closing;

    @Override
    public boolean offer(Runnable task) {
      boolean taken = super.offer(task);
      if (taken && closing != null) {
        closing.shutdown();
      }
      return taken;
    }
  }

  public static void main(String[] args) throws Exception {
    ThreadPoolExecutor pool = pool("app", new TaskQueue());
    Load.on(pool, 2);
    Load.pause();
    Load.on(pool, 2);
    Load.pause();
    CountDownLatch release = Load.occupy(pool, 2);
    pool.execute(() -> {});
    Runnable removed = () -> {};
    pool.execute(removed);
    System.out.println("> removed " + pool.remove(removed));
    System.out.println("> left " + pool.shutdownNow().size());
    release.countDown();
    Load.end(pool);
    Load.expectRefusal(pool, 2);

    ReluctantQueue queue = new ReluctantQueue();
    ThreadPoolExecutor reluctant = pool("reluctant", queue);
    release = Load.occupy(reluctant, 2);
    queue.reluctant = true;
    CountDownLatch forced = new CountDownLatch(FORCED);
    for (int i = 0; i < FORCED; i++) {
      reluctant.execute(forced::countDown);
    }
    release.countDown();
    forced.await();

    ClosingQueue closingQueue = new ClosingQueue();
    ThreadPoolExecutor closing = pool("closing", closingQueue);
    release = Load.occupy(closing, 2);
    closingQueue.closing = closing;
    Load.expectRefusal(closing, 1);
    release.countDown();
    Load.end(closing);
    serve();
    Load.pause();
    System.exit(0);
  }

  private static ThreadPoolExecutor pool(String name, TaskQueue queue) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            2,
            2,
            1,
            TimeUnit.MINUTES,
            queue,
            new TaskThreadFactory(name + "-", true, Thread.NORM_PRIORITY));
    queue.setParent(pool);
    return pool;
  }

  /** One that the system gives to no outgoing connection. The pool is called after it. */
  private static int freePort() throws IOException {
    while (true) {
      int port = 15_000 + ThreadLocalRandom.current().nextInt(17_000);
      try (ServerSocket free = new ServerSocket(port)) {
        return free.getLocalPort();
      } catch (BindException e) {
        // Somebody has it.
      }
    }
  }

  private static void serve() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    int port = freePort();
    tomcat.setPort(port);
    tomcat.getConnector();
    tomcat.getHost();
    tomcat.start();
    for (int i = 0; i < REQUESTS; i++) {
      HttpURLConnection request =
          (HttpURLConnection) new URL("http://127.0.0.1:" + port + "/").openConnection();
      // A connection of its own is a task of its own.
      request.setRequestProperty("Connection", "close");
      int status = request.getResponseCode();
      try (InputStream body = request.getErrorStream()) {
        while (body != null && body.read() >= 0) {
          // Read to the end.
        }
      }
      if (status != 404) {
        throw new IllegalStateException("unexpected status " + status);
      }
    }
    System.out.println("> port " + port);
  }
}
