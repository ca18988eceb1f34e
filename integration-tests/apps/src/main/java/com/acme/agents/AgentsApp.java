package com.acme.agents;

import com.acme.http.HttpCalls;
import com.acme.scheduling.SchedulingProgram;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes calls with bodies and hands tasks to pools, in rounds of which the later ones come when
 * every agent has done what it does. The arguments name classes that call a client of some library,
 * and others that have some framework run tasks. With {@code hold} among them, it waits for a line
 * after its first round. Prints what it has counted itself, and waits for a line.
 */
public final class AgentsApp {
  private static final int ROUNDS = 3;
  private static final int OF_EACH = 10;
  private static final String CLIENTS = "com.acme.http.";
  private static final String SCHEDULERS = "com.acme.scheduling.";
  private static final String HOLD = "hold";

  private final AtomicInteger ran = new AtomicInteger();
  private final ExecutorService pool = Executors.newFixedThreadPool(3, named("acme-pool-"));
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(1, named("acme-timer-"));
  private final ForkJoinPool forks = new ForkJoinPool(2, AgentsApp::worker, null, false);
  private final HttpClient client;

  private AgentsApp() {
    this.client = HttpClient.newBuilder().executor(pool(2, "acme-client-")).build();
  }

  public static void main(String[] args) throws Exception {
    HttpServer server = echo();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/orders");
    AgentsApp app = new AgentsApp();
    List<HttpCalls> clients = clients(args);
    int echoed = 0;
    int answered = 0;
    for (int i = 0; i < ROUNDS; i++) {
      echoed += app.callByClient(uri) + app.callByConnection(uri);
      for (HttpCalls one : clients) {
        answered += call(one, uri.resolve("/" + one.getClass().getSimpleName()).toString());
      }
      app.work();
      if (i == 0 && Arrays.asList(args).contains(HOLD)) {
        System.out.println("> holding");
        while (System.in.read() != '\n') {
          // Nobody has said yet that it may go on.
        }
      }
    }
    app.end();
    for (HttpCalls one : clients) {
      one.close();
    }
    for (String name : args) {
      if (name.startsWith(SCHEDULERS)) {
        SchedulingProgram.run(name);
      }
    }
    System.out.println("> echoed " + echoed);
    System.out.println("> answered " + answered);
    System.out.println("> ran " + app.ran);
    System.out.println("> waiting");
    System.in.read();
    server.stop(0);
    System.exit(0);
  }

  private static List<HttpCalls> clients(String[] names) throws ReflectiveOperationException {
    List<HttpCalls> clients = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith(CLIENTS)) {
        clients.add((HttpCalls) Class.forName(name).getDeclaredConstructor().newInstance());
      }
    }
    return clients;
  }

  /** Half of the calls on the client's own threads. */
  private static int call(HttpCalls client, String url) throws Exception {
    int answered = 0;
    for (int i = 0; i < OF_EACH; i++) {
      String seen = i % 2 == 0 ? client.post(url, "order" + i) : client.getAsync(url);
      if (seen.equals(HttpCalls.UNSUPPORTED)) {
        seen = client.get(url);
      }
      answered += seen.startsWith("200 ") ? 1 : 0;
    }
    return answered;
  }

  private static HttpServer echo() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.setExecutor(pool(2, "acme-server-"));
    server.start();
    return server;
  }

  private static ExecutorService pool(int threads, String name) {
    return Executors.newFixedThreadPool(threads, named(name));
  }

  private static ThreadFactory named(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  private static ForkJoinWorkerThread worker(ForkJoinPool pool) {
    ForkJoinWorkerThread worker = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    worker.setName("acme-fork-" + worker.getPoolIndex());
    return worker;
  }

  private int callByClient(URI uri) throws Exception {
    int echoed = 0;
    for (int i = 0; i < OF_EACH; i++) {
      String body = "order " + i;
      HttpRequest request =
          HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build();
      HttpResponse<String> response =
          i % 2 == 0
              ? client.send(request, HttpResponse.BodyHandlers.ofString())
              : client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).get();
      echoed += response.body().equals(body) ? 1 : 0;
    }
    return echoed;
  }

  private int callByConnection(URI uri) throws IOException {
    int echoed = 0;
    for (int i = 0; i < OF_EACH; i++) {
      byte[] body = ("order " + i).getBytes(StandardCharsets.UTF_8);
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.getOutputStream().write(body);
      try (InputStream in = connection.getInputStream()) {
        echoed += java.util.Arrays.equals(in.readAllBytes(), body) ? 1 : 0;
      }
    }
    return echoed;
  }

  /** Tasks of every kind: lambdas, classes, callables, failing ones, stages, forks, timed ones. */
  private void work() throws Exception {
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < OF_EACH; i++) {
      CompletableFuture<Void> executed = new CompletableFuture<>();
      pool.execute(() -> run(executed));
      futures.add(executed);
      futures.add(pool.submit(new Task()));
      futures.add(pool.submit((Callable<Integer>) this::fail));
      futures.add(CompletableFuture.supplyAsync(ran::incrementAndGet, pool));
      futures.add(forks.submit(new Task()));
      futures.add(forks.submit(ForkJoinTask.adapt(ran::incrementAndGet)));
      futures.add(timer.schedule(new Task(), 1, TimeUnit.MILLISECONDS));
    }
    for (Future<?> future : futures) {
      try {
        future.get(1, TimeUnit.MINUTES);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof IllegalStateException)) {
          throw e;
        }
      }
    }
  }

  private void run(CompletableFuture<Void> executed) {
    ran.incrementAndGet();
    executed.complete(null);
  }

  private int fail() {
    ran.incrementAndGet();
    throw new IllegalStateException("on purpose");
  }

  private void end() throws InterruptedException {
    for (ExecutorService executor : List.of(pool, timer, forks)) {
      executor.shutdown();
      if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("tasks are left over");
      }
    }
  }

  /** Not a lambda. */
  private final class Task implements Runnable {
    @Override
    public void run() {
      ran.incrementAndGet();
    }
  }
}
