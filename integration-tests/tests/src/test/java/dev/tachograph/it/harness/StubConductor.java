package dev.tachograph.it.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Implements the part of a Conductor server's protocol that workers of all client versions need. It
 * counts every request, and fails on demand, which a real server does not.
 */
public final class StubConductor implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String API = "/api";
  private static final Pattern POLL = Pattern.compile("/tasks/poll/batch/([^/]+)");

  /** How long each task has waited when it is handed out. */
  public static final long WAITED_MILLIS = 2000;

  private static final int MAX_RETRIES = 3;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<ApiRequest> requests = new CopyOnWriteArrayList<>();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();
  private final Map<String, BlockingQueue<StubTask>> queues = new ConcurrentHashMap<>();
  private final Map<String, StubTask> tasks = new ConcurrentHashMap<>();
  private final Map<String, String> finished = new ConcurrentHashMap<>();
  private final Map<String, byte[]> storage = new ConcurrentHashMap<>();
  private final Set<String> workflows = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();

  public StubConductor() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** What a worker is configured with. */
  public String url() {
    return base() + API;
  }

  private String base() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Puts tasks into the queue of their type; the i-th has input {@code x=i}. */
  public void enqueue(String taskType, int count) {
    for (int i = 0; i < count; i++) {
      enqueue(taskType, Map.of("x", i));
    }
  }

  public void enqueue(String taskType, Map<String, Object> input) {
    add(new StubTask(UUID.randomUUID().toString(), taskType, input, null, 0));
  }

  /** Puts a task into the queue whose input lies in the external storage. */
  public void enqueueExternal(String taskType, Map<String, Object> input) {
    String path = "input/" + UUID.randomUUID();
    storage.put(path, json(input).getBytes(StandardCharsets.UTF_8));
    add(new StubTask(UUID.randomUUID().toString(), taskType, Map.of(), path, 0));
  }

  private void add(StubTask task) {
    tasks.put(task.id(), task);
    queue(task.type()).add(task);
  }

  private BlockingQueue<StubTask> queue(String taskType) {
    return queues.computeIfAbsent(taskType, t -> new LinkedBlockingQueue<>());
  }

  /**
   * Answers the next requests of that method whose path matches with that status; 0: not at all.
   */
  public void fail(String method, String pathRegex, int status, int times) {
    faults.add(new Fault(method, Pattern.compile(pathRegex), status, times));
  }

  /** Workflows of any other name do not exist. */
  public void knowWorkflow(String name) {
    workflows.add(name);
  }

  /** Waits until nobody asks for anything: a runner that was shut down still ends its last poll. */
  public void awaitIdle() {
    Await.until(
        () -> "an idle stub",
        () -> {
          int answered = requests.size();
          Await.pause(60);
          return open.get() == 0 && requests.size() == answered;
        });
  }

  /** Everything that was asked so far, in the order of the answers. */
  public List<ApiRequest> requests() {
    return List.copyOf(requests);
  }

  /** How many tasks of the type were reported as ended so, counting each attempt. */
  public long finished(String taskType, String status) {
    return finished.entrySet().stream()
        .filter(e -> e.getValue().equals(status))
        .filter(e -> task(e.getKey()).type().equals(taskType))
        .count();
  }

  /** The updates of tasks of that type that were answered so. */
  public List<ApiRequest> updates(String taskType, int status) {
    return requests.stream()
        .filter(ApiRequest::isUpdate)
        .filter(request -> request.status() == status)
        .filter(request -> task(taskId(request.body())).type().equals(taskType))
        .toList();
  }

  /** How many bytes lie in the external storage under keys that start so. */
  public long stored(String keyPrefix) {
    return storage.entrySet().stream()
        .filter(e -> e.getKey().startsWith(keyPrefix))
        .mapToLong(e -> e.getValue().length)
        .sum();
  }

  private StubTask task(String id) {
    StubTask task = tasks.get(id);
    if (task == null) {
      throw new AssertionError("no such task: " + id);
    }
    return task;
  }

  private void handle(HttpExchange exchange) throws IOException {
    open.incrementAndGet();
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      if (path.startsWith("/storage/")) {
        answer(exchange, store(exchange.getRequestMethod(), path.substring(9), body));
        return;
      }
      String relative = path.startsWith(API) ? path.substring(API.length()) : path;
      String text = new String(body, StandardCharsets.UTF_8);
      Answer answer = answer(exchange, relative, text);
      requests.add(
          new ApiRequest(exchange.getRequestMethod(), relative, answer.status, body.length, text));
      if (answer.status > 0) {
        answer(exchange, answer);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.decrementAndGet();
    }
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", answer.type);
    byte[] bytes = answer.body;
    exchange.sendResponseHeaders(answer.status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(HttpExchange exchange, String path, String body)
      throws InterruptedException {
    String method = exchange.getRequestMethod();
    Map<String, String> query = query(exchange.getRequestURI().getQuery());
    for (Fault fault : faults) {
      if (fault.strikes(method, path)) {
        return Answer.error(fault.status, "failing on demand");
      }
    }
    var poll = POLL.matcher(path);
    if (poll.matches()) {
      return Answer.json(200, json(poll(poll.group(1), query)));
    }
    if (path.endsWith("/externalstoragelocation")) {
      return location(query);
    }
    return switch (method + " " + path) {
      case "POST /tasks" -> Answer.text(update(body));
      case "POST /tasks/update-v2" -> next(task(update(body)).type());
      case "POST /workflow" -> startWorkflow(body);
      case "POST /metadata/taskdefs", "PUT /metadata/workflow" -> Answer.json(200, "{}");
      default -> Answer.error(404, "no " + path);
    };
  }

  private List<Map<String, Object>> poll(String taskType, Map<String, String> query)
      throws InterruptedException {
    int count = Integer.parseInt(query.getOrDefault("count", "1"));
    long timeout = Math.min(200, Long.parseLong(query.getOrDefault("timeout", "100")));
    List<StubTask> polled = new ArrayList<>();
    StubTask first = queue(taskType).poll(timeout, TimeUnit.MILLISECONDS);
    if (first != null) {
      polled.add(first);
      queue(taskType).drainTo(polled, count - 1);
    }
    return polled.stream().map(StubConductor::toJson).toList();
  }

  private static Map<String, Object> toJson(StubTask task) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("taskId", task.id());
    json.put("taskType", task.type());
    json.put("taskDefName", task.type());
    json.put("referenceTaskName", task.type() + "_ref");
    json.put("workflowInstanceId", "w-" + task.id());
    json.put("status", "IN_PROGRESS");
    json.put("retryCount", task.retryCount());
    json.put("scheduledTime", System.currentTimeMillis() - WAITED_MILLIS);
    json.put("inputData", task.input());
    if (task.externalInput() != null) {
      json.put("externalInputPayloadStoragePath", task.externalInput());
    }
    return json;
  }

  /** A failed attempt is tried again, as the real server does; a second report changes nothing. */
  private String update(String body) {
    String id = taskId(body);
    String status = read(body).path("status").asText();
    StubTask task = task(id);
    if (finished.putIfAbsent(id, status) == null
        && status.equals("FAILED")
        && task.retryCount() < MAX_RETRIES) {
      add(task.retry());
    }
    return id;
  }

  /** An update of the second version is answered with the next task, if there is one. */
  private Answer next(String taskType) {
    StubTask task = queue(taskType).poll();
    return task == null
        ? new Answer(204, "application/json", new byte[0])
        : Answer.json(200, json(toJson(task)));
  }

  private static String taskId(String body) {
    return read(body).path("taskId").asText();
  }

  private Answer startWorkflow(String body) {
    String name = read(body).path("name").asText();
    return workflows.contains(name)
        ? Answer.text(UUID.randomUUID().toString())
        : Answer.error(404, "No such workflow defined. name=" + name);
  }

  private Answer location(Map<String, String> query) {
    String asked = query.getOrDefault("path", "");
    boolean write = "WRITE".equalsIgnoreCase(query.get("operation"));
    String path = write ? query.get("payloadType") + "/" + UUID.randomUUID() : asked;
    return Answer.json(200, json(Map.of("uri", base() + "/storage/" + path, "path", path)));
  }

  private Answer store(String method, String path, byte[] body) {
    if (method.equals("PUT")) {
      storage.put(path, body);
      return Answer.text("");
    }
    byte[] stored = storage.get(path);
    return stored == null
        ? Answer.error(404, "nothing stored as " + path)
        : new Answer(200, "application/json", stored);
  }

  private static Map<String, String> query(@Nullable String query) {
    Map<String, String> values = new LinkedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
      }
    }
    return values;
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** From now on, connections are refused. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static final class Answer {
    final int status;
    final String type;
    final byte[] body;

    Answer(int status, String type, byte[] body) {
      this.status = status;
      this.type = type;
      this.body = body;
    }

    static Answer json(int status, String body) {
      return new Answer(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer text(String body) {
      return new Answer(200, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    static Answer error(int status, String message) {
      return json(
          status,
          StubConductor.json(
              Map.of(
                  "status", status, "message", message, "instance", "stub", "retryable", false)));
    }
  }

  private static final class Fault {
    final String method;
    final Pattern path;
    final int status;
    private int left;

    Fault(String method, Pattern path, int status, int times) {
      this.method = method;
      this.path = path;
      this.status = status;
      this.left = times;
    }

    synchronized boolean strikes(String requestMethod, String requestPath) {
      boolean hit = left > 0 && method.equals(requestMethod) && path.matcher(requestPath).matches();
      left -= hit ? 1 : 0;
      return hit;
    }
  }
}
