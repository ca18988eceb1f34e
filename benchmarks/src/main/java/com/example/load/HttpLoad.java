package com.example.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls a server in another process and prints the CPU time of a call. */
public final class HttpLoad {
  private static final long WARM_UP_NANOS = 8_000_000_000L;

  private HttpLoad() {}

  /** One call. */
  private interface Call {
    void perform() throws IOException, InterruptedException;
  }

  /**
   * @param args {@code jdk} or {@code url-connection}; the URL; number of values to print;
   *     milliseconds that each is taken over
   */
  public static void main(String[] args) throws Exception {
    Call call = call(args[0], URI.create(args[1]));
    int values = Integer.parseInt(args[2]);
    long nanosOfValue = Integer.parseInt(args[3]) * 1_000_000L;
    // By CPU time, as the compiler comes late on a busy machine; and for so long because what it
    // has not compiled yet allocates more.
    long warmUp = ProcessCpu.nanos() + WARM_UP_NANOS;
    while (ProcessCpu.nanos() < warmUp) {
      value(call, nanosOfValue, false);
    }
    for (int i = 0; i < values; i++) {
      value(call, nanosOfValue, true);
    }
    System.exit(0);
  }

  private static Call call(String client, URI uri) {
    if (client.equals("jdk")) {
      HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
      HttpRequest request = HttpRequest.newBuilder(uri).build();
      return () -> http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }
    if (client.equals("url-connection")) {
      return () -> {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        try (InputStream in = connection.getInputStream()) {
          in.readAllBytes();
        }
      };
    }
    throw new IllegalArgumentException(client);
  }

  private static void value(Call call, long nanos, boolean print) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long allocated = Allocation.ofAllThreads(threads);
    long cpu = ProcessCpu.nanos();
    long calls = 0;
    try {
      while (System.nanoTime() - start < nanos) {
        call.perform();
        calls++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    double cpuOfCall = (double) (ProcessCpu.nanos() - cpu) / calls;
    double bytesOfCall = (double) (Allocation.ofAllThreads(threads) - allocated) / calls;
    if (print) {
      System.out.println("result us " + cpuOfCall / 1000);
      System.out.println("result B " + bytesOfCall);
    }
  }
}
