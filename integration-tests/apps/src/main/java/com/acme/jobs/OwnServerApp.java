package com.acme.jobs;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogManager;

/**
 * Configures its logging and its own HTTP server late, when it is told to, and prints what it got:
 * whatever asked for either earlier has decided for it. Then it interrupts every thread that it
 * finds.
 */
public final class OwnServerApp {
  private OwnServerApp() {}

  public static void main(String[] args) throws Exception {
    await();
    System.out.println("> logger finders made " + OwnFinder.MADE.get());
    System.setProperty("java.util.logging.manager", LoggingApp.OwnLogManager.class.getName());
    System.out.println("> log manager " + LogManager.getLogManager().getClass().getSimpleName());
    for (String name : System.getProperties().stringPropertyNames()) {
      if (name.startsWith("sun.net.httpserver") || name.startsWith("jdk.httpserver")) {
        System.out.println("> property " + name);
      }
    }
    System.setProperty("sun.net.httpserver.maxReqTime", "7");
    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0).stop(0);
    System.out.println("> own limit " + ownLimit());
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread != Thread.currentThread()) {
        thread.interrupt();
      }
    }
    await();
  }

  private static void await() throws IOException {
    System.out.println("> waiting");
    for (int c = System.in.read(); c != '\n' && c >= 0; c = System.in.read()) {
      // To the end of the line.
    }
  }

  private static long ownLimit() throws ReflectiveOperationException {
    Field limit = Class.forName("sun.net.httpserver.ServerImpl").getDeclaredField("MAX_REQ_TIME");
    limit.setAccessible(true);
    return limit.getLong(null);
  }

  /** What Log4j or SLF4J put on the class path. */
  public static final class OwnFinder extends System.LoggerFinder {
    static final AtomicInteger MADE = new AtomicInteger();

    public OwnFinder() {
      MADE.incrementAndGet();
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
      return new OwnLogger(name);
    }
  }

  /** Says nothing. */
  private static final class OwnLogger implements System.Logger {
    private final String name;

    OwnLogger(String name) {
      this.name = name;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public boolean isLoggable(Level level) {
      return false;
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {}

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {}
  }
}
