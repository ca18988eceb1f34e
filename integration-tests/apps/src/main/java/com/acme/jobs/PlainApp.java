package com.acme.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;

/**
 * Does the jobs that its arguments name, in their order, and prints what comes of them. {@code
 * wait} waits for a line on the standard input; {@code exit=<n>} ends the JVM with that code;
 * {@code finish=<job>} has a shutdown hook wait for a line and do the job; {@code <job>*<n>} does a
 * job n times. {@code watch=<thread>} has a shutdown hook wait until that thread is parked for a
 * while.
 */
public final class PlainApp {
  private PlainApp() {}

  public static void main(String[] args) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String arg : args) {
      int star = arg.indexOf('*');
      int times = star < 0 ? 1 : Integer.parseInt(arg.substring(star + 1));
      for (int i = 0; i < times; i++) {
        obey(star < 0 ? arg : arg.substring(0, star), in);
      }
    }
  }

  private static void obey(String arg, BufferedReader in) throws IOException {
    if (arg.equals("wait")) {
      System.out.println("> waiting");
      in.readLine();
    } else if (arg.startsWith("exit=")) {
      System.exit(Integer.parseInt(arg.substring(5)));
    } else if (arg.startsWith("finish=")) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(arg.substring(7), in)));
    } else if (arg.startsWith("watch=")) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> watch(arg.substring(6))));
    } else if (arg.equals("threads")) {
      printThreads();
    } else if (arg.equals("properties")) {
      printProperties();
    } else if (arg.equals("shapes")) {
      Shapes.all(System.out);
    } else {
      Jobs.run(arg);
    }
  }

  private static void finish(String job, BufferedReader in) {
    System.out.println("> finishing");
    try {
      in.readLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Jobs.run(job);
  }

  /** A thread in native code counts as running. */
  private static void watch(String name) {
    Thread watched = thread(name);
    for (int looks = 0; watched != null && looks < 2_000; looks++) {
      if (watched.getState() == Thread.State.TIMED_WAITING) {
        System.out.println("> parked");
        return;
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        break;
      }
    }
    System.out.println("> not parked: " + watched);
  }

  private static Thread thread(String name) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(name)) {
        return thread;
      }
    }
    return null;
  }

  private static void printThreads() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      System.out.println(
          "> thread " + (thread.isDaemon() ? "daemon " : "user ") + thread.getName());
    }
  }

  /** Without those that tell of the command line and the directory. */
  private static void printProperties() {
    for (String name : new TreeSet<>(System.getProperties().stringPropertyNames())) {
      if (!List.of("sun.java.command", "java.class.path", "user.dir").contains(name)) {
        System.out.println("> property " + name + "=" + System.getProperty(name));
      }
    }
  }
}
