package com.acme.page;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Does what the lines on its standard input say: {@code busy} works from then on, in the
 * background; {@code hostile} runs tasks with names that nobody should have; {@code many N} runs as
 * many types of tasks; {@code blind} loads a class where it does not see the agent; {@code threads}
 * prints names, with the line before them. Ends with the input.
 */
public final class PageApp {
  private static final String SCRIPT =
      "<script>document.title='taken'</script><img src=x onerror=alert(1)>";

  private final Steps steps = new Steps();

  private PageApp() {}

  public static void main(String[] args) throws Exception {
    new PageApp().run();
  }

  private void run() throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("> ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("busy")) {
        startWorking();
      } else if (line.equals("hostile")) {
        steps.named(SCRIPT);
        steps.named("\u202etxet sdrawkcab");
        steps.named("quote\" brace} back\\slash\nline");
        steps.named("x".repeat(1 << 20));
        steps.named("");
      } else if (line.startsWith("many ")) {
        int types = Integer.parseInt(line.substring(5));
        for (int i = 0; i < types; i++) {
          steps.named("type-" + i);
        }
      } else if (line.equals("blind")) {
        Class.forName(Steps.class.getName(), true, new BlindLoader());
      } else if (line.startsWith("threads")) {
        Thread[] threads = new Thread[100];
        int count = Thread.currentThread().getThreadGroup().getParent().enumerate(threads);
        for (int i = 0; i < count; i++) {
          System.out.println("> " + line + " " + threads[i].getName());
        }
      }
      System.out.println("> done " + line);
    }
  }

  private void startWorking() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(
              exchange.getRequestURI().getPath().length() > 9 ? 503 : 204, -1);
          exchange.close();
        });
    server.start();
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    ExecutorService clerks = Executors.newFixedThreadPool(2);
    Thread thread = new Thread(() -> work(base, clerks), "foreman");
    thread.setDaemon(true);
    thread.start();
  }

  private void work(String base, ExecutorService clerks) {
    HttpClient client = HttpClient.newHttpClient();
    for (int round = 0; ; round++) {
      try {
        boolean fails = round % 4 == 0;
        clerks.execute(steps::resize);
        clerks.execute(steps::resize);
        steps.plan("mail");
        call(client, base + (fails ? "/orders/4711" : "/health"));
        steps.sendMail();
        if (round % 5 == 0) {
          clerks.execute(steps::writeReport);
        }
        steps.charge(fails);
      } catch (IllegalStateException e) {
        // That is what charge does.
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void call(HttpClient client, String uri) throws IOException, InterruptedException {
    client.send(
        HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.discarding());
  }

  /** Has its own copy of this package, and nothing of the agent. */
  private static final class BlindLoader extends ClassLoader {
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("dev.tachograph.")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("com.acme.page.")) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in =
          PageApp.class.getResourceAsStream("/" + name.replace('.', '/') + ".class")) {
        byte[] file = in.readAllBytes();
        return defineClass(name, file, 0, file.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
