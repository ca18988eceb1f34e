package com.acme.scheduling;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.client.ExternalTaskClient;
import org.camunda.bpm.client.task.ExternalTask;
import org.camunda.bpm.client.task.ExternalTaskHandler;

/**
 * Camunda 7's client for external tasks, and the part of an engine that it asks, unless there is an
 * engine elsewhere.
 */
public final class CamundaScheduler implements Scheduler {
  private static final int TASKS = 4;

  /** Where there is an engine. */
  private static final String ENGINE = System.getProperty("camunda.engine");

  /** What offers tasks. */
  private interface Engine {
    String address();

    void offer(String topic, int count) throws Exception;
  }

  /** An engine that has a process for each topic. */
  private static final class RealEngine implements Engine {
    private final HttpClient http = HttpClient.newHttpClient();

    @Override
    public String address() {
      return ENGINE;
    }

    @Override
    public void offer(String topic, int count) throws Exception {
      for (int i = 0; i < count; i++) {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(
                        URI.create(ENGINE + "/process-definition/key/" + topic + "/start"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
          throw new IllegalStateException(answer.body());
        }
      }
    }
  }

  /**
   * Gives tasks out that it has made half a minute ago, and gives them out again if a handler says
   * so.
   */
  private static final class StandIn implements Engine {
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private final Map<String, String> topics = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final String created =
        OffsetDateTime.now()
            .minusSeconds(30)
            .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ"));
    private final HttpServer server;

    StandIn() throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newCachedThreadPool());
      server.createContext("/", this::answer);
      server.start();
    }

    @Override
    public String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void offer(String topic, int count) {
      for (int i = 0; i < count; i++) {
        String id = String.valueOf(ids.incrementAndGet());
        topics.put(id, topic);
        waiting.add(task(id, "null"));
      }
    }

    private String task(String id, String error) {
      return "{\"id\":\""
          + id
          + "\",\"topicName\":\""
          + topics.get(id)
          + "\",\"errorMessage\":"
          + error
          + ",\"createTime\":\""
          + created
          + "\",\"variables\":{}}";
    }

    private void answer(HttpExchange exchange) throws IOException {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String[] path = exchange.getRequestURI().getPath().split("/");
      String last = path[path.length - 1];
      if (last.equals("fetchAndLock")) {
        byte[] tasks = tasks(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, tasks.length);
        exchange.getResponseBody().write(tasks);
      } else {
        if (last.equals("failure") && body.contains("\"retries\":1")) {
          waiting.add(task(path[path.length - 2], "\"late\""));
        }
        exchange.sendResponseHeaders(204, -1);
      }
      exchange.close();
    }

    /** The tasks of the topics that are asked for: a client may not have subscribed to all yet. */
    private String tasks(String asked) {
      List<String> given = new ArrayList<>();
      List<String> kept = new ArrayList<>();
      try {
        String task = waiting.poll(50, TimeUnit.MILLISECONDS);
        while (task != null) {
          String topic = task.substring(task.indexOf("topicName"), task.indexOf(",\"errorMessage"));
          (asked.contains(topic) ? given : kept).add(task);
          task = waiting.poll();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      waiting.addAll(kept);
      return "[" + String.join(",", given) + "]";
    }
  }

  @Override
  public void run(Tally tally) throws Exception {
    Engine engine = ENGINE == null ? new StandIn() : new RealEngine();
    ExternalTaskClient client =
        ExternalTaskClient.create()
            .baseUrl(engine.address())
            .disableBackoffStrategy()
            .asyncResponseTimeout(200)
            .build();
    open(
        client,
        "bill",
        (task, service) -> {
          service.complete(task);
          tally.add("bill", false);
        });
    open(
        client,
        "late",
        (task, service) -> {
          boolean fails = isFirst(task);
          tally.add("late", fails);
          if (fails) {
            service.handleFailure(task, "late", "come again", 1, 0);
          } else {
            service.complete(task);
          }
        });
    open(
        client,
        "claim",
        (task, service) -> {
          tally.add("claim", true);
          service.handleBpmnError(task, "refused");
        });
    open(
        client,
        "broken",
        (task, service) -> {
          tally.add("broken", true);
          throw new IllegalStateException("no task");
        });
    tally.rounds(
        () -> {
          for (String topic : new String[] {"bill", "late", "claim", "broken"}) {
            engine.offer(topic, TASKS);
          }
          Tally.await(
              () ->
                  tally.total("bill") == TASKS
                      && tally.total("late") == 2 * TASKS
                      && tally.total("claim") == TASKS
                      && tally.total("broken") == TASKS);
        });
    client.stop();
  }

  private static boolean isFirst(ExternalTask task) {
    return task.getErrorMessage() == null;
  }

  private static void open(ExternalTaskClient client, String topic, ExternalTaskHandler handler) {
    // An engine gives out again what was locked for too long, such as a task whose handler throws.
    client.subscribe(topic).lockDuration(600_000).handler(handler).open();
  }
}
