package com.example.load;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that answers at once, to have clients limited by themselves: any path with a word, and
 * what a Conductor worker asks with as many tasks as it wants.
 */
public final class StubServer {
  private static final Pattern POLL = Pattern.compile("/api/tasks/poll/batch/([^/?]+)\\?(.*)");
  private static final Pattern COUNT = Pattern.compile("(?:^|&)count=(\\d+)");

  private final AtomicLong tasks = new AtomicLong();

  private StubServer() {}

  /** Prints its port and serves until its input ends. */
  public static void main(String[] args) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      System.out.println("port " + listener.getLocalPort());
      Thread acceptor = new Thread(() -> new StubServer().accept(listener), "acceptor");
      acceptor.setDaemon(true);
      acceptor.start();
      System.in.readAllBytes();
    }
    System.exit(0);
  }

  private void accept(ServerSocket listener) {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        Thread thread = new Thread(() -> serve(socket), "connection");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (SocketException e) {
      // Closed: the end.
    } catch (IOException e) {
      e.printStackTrace();
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream()) {
      while (true) {
        String requestLine = readLine(in);
        int length = 0;
        for (String header = readLine(in); !header.isEmpty(); header = readLine(in)) {
          if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
            length = Integer.parseInt(header.substring(15).trim());
          }
        }
        in.skipNBytes(length);
        out.write(answer(requestLine.split(" ", 3)[1]));
      }
    } catch (IOException e) {
      // The client has gone.
    }
  }

  private byte[] answer(String target) {
    Matcher poll = POLL.matcher(target);
    if (poll.matches()) {
      Matcher count = COUNT.matcher(poll.group(2));
      return json(tasks(poll.group(1), count.find() ? Integer.parseInt(count.group(1)) : 1));
    }
    if (target.startsWith("/api/tasks/update-v2")) {
      return "HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }
    return target.startsWith("/api/metadata") ? json("{}") : respond("text/plain", "done");
  }

  private String tasks(String type, int count) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      long id = tasks.incrementAndGet();
      json.append(i == 0 ? "" : ",")
          .append("{\"taskId\":\"t-")
          .append(id)
          .append("\",\"taskType\":\"")
          .append(type)
          .append("\",\"taskDefName\":\"")
          .append(type)
          .append("\",\"referenceTaskName\":\"ref\",\"workflowInstanceId\":\"w-")
          .append(id)
          .append("\",\"status\":\"IN_PROGRESS\",\"inputData\":{\"orderNumber\":")
          .append(id)
          .append("}}");
    }
    return json.append(']').toString();
  }

  private static byte[] json(String body) {
    return respond("application/json", body);
  }

  private static byte[] respond(String type, String body) {
    String header =
        "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length();
    return (header + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
  }

  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(128);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
