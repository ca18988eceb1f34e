package dev.tachograph.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A real Chromium without a window. It is driven by the WebDriver protocol alone: a client library
 * would be a hundred times the size of what is needed here.
 */
public final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final RunningProcess driver;
  private final URI base;
  private final String session;

  private Browser(RunningProcess driver, URI base, String session) {
    this.driver = driver;
    this.base = base;
    this.session = session;
  }

  public static Browser start() {
    Path directory = Paths.newDirectory("chromium");
    Path chromium = RealParts.program("chromium");
    int port = Ports.free();
    RunningProcess driver =
        RunningProcess.start(
            directory, List.of(RealParts.program("chromedriver").toString(), "--port=" + port));
    URI base = URI.create("http://127.0.0.1:" + port);
    Await.until(() -> "chromedriver\n" + driver, () -> isReady(base));
    ObjectNode wanted = JSON.createObjectNode();
    ObjectNode chrome = wanted.putObject("capabilities").putObject("alwaysMatch");
    chrome.putObject("goog:loggingPrefs").put("browser", "ALL");
    ObjectNode options = chrome.putObject("goog:chromeOptions");
    options.put("binary", chromium.toString());
    ArrayNode arguments = options.putArray("args");
    // Nothing of it may look for a network.
    for (String argument :
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            // A colour that is on its way may have too little contrast.
            "--force-prefers-reduced-motion",
            "--user-data-dir=" + directory.resolve("profile"))) {
      arguments.add(argument);
    }
    try {
      JsonNode session = send(base.resolve("/session"), wanted);
      return new Browser(driver, base, session.path("sessionId").asText());
    } catch (RuntimeException | Error e) {
      driver.close();
      throw e;
    }
  }

  private static boolean isReady(URI base) {
    try {
      return Scrape.get(base.resolve("/status")).body().contains("\"ready\":true");
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static JsonNode send(URI uri, JsonNode body) {
    try {
      HttpResponse<String> response =
          HTTP.send(
              HttpRequest.newBuilder(uri)
                  .timeout(Duration.ofSeconds(90))
                  .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      JsonNode value = JSON.readTree(response.body()).path("value");
      if (response.statusCode() != 200) {
        throw new AssertionError(uri + " " + body + "\n" + value.path("message").asText());
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private JsonNode command(String path, JsonNode body) {
    return send(base.resolve("/session/" + session + path), body);
  }

  private JsonNode protocol(String command, ObjectNode parameters) {
    ObjectNode body = JSON.createObjectNode().put("cmd", command);
    body.set("params", parameters);
    return command("/goog/cdp/execute", body);
  }

  public void open(URI uri) {
    command("/url", JSON.createObjectNode().put("url", uri.toString()));
  }

  /** The value of a script with {@code return}; its {@code arguments} are these. */
  public JsonNode script(String script, String... arguments) {
    ObjectNode body = JSON.createObjectNode().put("script", script);
    ArrayNode list = body.putArray("args");
    for (String argument : arguments) {
      list.add(argument);
    }
    return command("/execute/sync", body);
  }

  /** The same for a promise. */
  public JsonNode promised(String promise) {
    return script("return " + promise);
  }

  /** The text of the first element that a CSS selector finds; empty if there is none. */
  public String text(String selector) {
    return script("return document.querySelector(arguments[0])?.innerText ?? ''", selector)
        .asText();
  }

  /** The texts of all. */
  public List<String> texts(String selector) {
    List<String> texts = new ArrayList<>();
    script(
            "return [...document.querySelectorAll(arguments[0])]"
                + ".filter(e => !e.hidden).map(e => e.innerText.trim())",
            selector)
        .forEach(text -> texts.add(text.asText()));
    return texts;
  }

  public void await(String what, String condition) {
    Await.until(
        () -> what + "\n" + text("body") + "\n" + messages(),
        () -> script("return Boolean(" + condition + ")").asBoolean());
  }

  /** Clicks as a user does: where something else lies on top, it fails. */
  public void click(String selector) {
    ObjectNode wanted = JSON.createObjectNode().put("using", "css selector").put("value", selector);
    String element = command("/element", wanted).elements().next().asText();
    command("/element/" + element + "/click", JSON.createObjectNode());
  }

  /** Presses keys one after the other, whatever has the focus. */
  public void press(String... keys) {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode keyboard = body.putArray("actions").addObject();
    keyboard.put("type", "key").put("id", "keyboard");
    ArrayNode actions = keyboard.putArray("actions");
    for (String key : keys) {
      actions.addObject().put("type", "keyDown").put("value", key);
      actions.addObject().put("type", "keyUp").put("value", key);
    }
    command("/actions", body);
  }

  /** The size of the page, which may be less than a window's least. */
  public void size(int width, int height) {
    protocol(
        "Emulation.setDeviceMetricsOverride",
        JSON.createObjectNode()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", 1)
            .put("mobile", false));
  }

  public void theme(String lightOrDark) {
    ObjectNode parameters = JSON.createObjectNode();
    parameters
        .putArray("features")
        .addObject()
        .put("name", "prefers-color-scheme")
        .put("value", lightOrDark);
    protocol("Emulation.setEmulatedMedia", parameters);
  }

  /** What the page shows, as PNG. */
  public byte[] screenshot() {
    JsonNode data =
        protocol("Page.captureScreenshot", JSON.createObjectNode().put("format", "png"));
    return Base64.getDecoder().decode(data.path("data").asText());
  }

  /** What the browser has written to its console since this was last asked. */
  public List<String> messages() {
    List<String> messages = new ArrayList<>();
    command("/se/log", JSON.createObjectNode().put("type", "browser"))
        .forEach(entry -> messages.add(entry.path("message").asText()));
    return messages;
  }

  @Override
  public void close() {
    try {
      HTTP.send(
          HttpRequest.newBuilder(base.resolve("/session/" + session)).DELETE().build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      // The driver ends its browser as well.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      driver.close();
    }
  }
}
