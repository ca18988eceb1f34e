package com.acme.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Handles one request, and after a line on the standard input a number of others, whose durations
 * scatter as real ones do. It writes down how long each of those took, and waits for another line.
 *
 * <p>Arguments: how many, the seed of their durations, and the file for them, in nanoseconds.
 */
public final class FleetApp {
  private static final double MEDIAN_NANOS = 2e6;
  private static final double SCATTER = 0.5;

  private FleetApp() {}

  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Random random = new Random(Long.parseLong(args[1]));
    List<String> durations = new ArrayList<>();
    Requests requests = new Requests();
    requests.handle((long) MEDIAN_NANOS);
    System.out.println("> ready");
    in.readLine();
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      long nanos = (long) (MEDIAN_NANOS * Math.exp(SCATTER * random.nextGaussian()));
      long begin = System.nanoTime();
      requests.handle(nanos);
      durations.add(String.valueOf(System.nanoTime() - begin));
    }
    Files.write(Path.of(args[2]), durations);
    System.out.println("> done");
    in.readLine();
  }

  /** What is measured by name. */
  static final class Requests {
    void handle(long nanos) {
      long end = System.nanoTime() + nanos;
      for (long left = nanos; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
    }
  }
}
