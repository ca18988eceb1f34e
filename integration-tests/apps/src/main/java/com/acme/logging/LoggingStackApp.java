package com.acme.logging;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Does what its arguments say, in their order: {@code wait} waits for a line on the standard input,
 * {@code name=value} sets a system property, {@code context=<jars>} has the thread find classes
 * there, {@code log} logs by both of the JDK's interfaces, {@code loggers} prints what has come of
 * it.
 */
public final class LoggingStackApp {
  private LoggingStackApp() {}

  public static void main(String[] args) throws IOException {
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (arg.equals("wait")) {
        await();
      } else if (arg.equals("log")) {
        log();
      } else if (arg.equals("loggers")) {
        printLoggers();
      } else if (arg.startsWith("context=")) {
        setContext(arg.substring(equals + 1).split(File.pathSeparator));
      } else {
        System.setProperty(arg.substring(0, equals), arg.substring(equals + 1));
      }
    }
  }

  private static void setContext(String[] jars) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String jar : jars) {
      urls.add(Path.of(jar).toUri().toURL());
    }
    Thread.currentThread()
        .setContextClassLoader(
            new URLClassLoader(urls.toArray(new URL[0]), LoggingStackApp.class.getClassLoader()));
  }

  private static void log() {
    System.Logger platform = System.getLogger("com.acme.platform");
    platform.log(System.Logger.Level.WARNING, "platform warning");
    platform.log(System.Logger.Level.TRACE, "platform trace");
    Logger classic = Logger.getLogger("com.acme.classic");
    classic.warning("classic warning");
    classic.finest("classic trace");
  }

  private static void printLoggers() {
    System.out.println("> finder " + System.LoggerFinder.getLoggerFinder().getClass().getName());
    System.out.println("> manager " + LogManager.getLogManager().getClass().getName());
    System.out.println(
        "> loggers "
            + new TreeSet<>(Collections.list(LogManager.getLogManager().getLoggerNames())));
  }

  private static void await() throws IOException {
    System.out.println("> waiting");
    for (int c = System.in.read(); c != '\n' && c >= 0; c = System.in.read()) {
      // To the end of the line.
    }
  }
}
