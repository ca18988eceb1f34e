package dev.tachograph.agent.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Writes all messages of the agent, each as one line {@code tachograph LEVEL message} on stderr.
 *
 * <p>Lines go to the file descriptor, not to {@code System.err}. The application may have replaced
 * {@code System.err} by a stream that logs, which would run application code, perhaps woven, on the
 * reporting thread. It may hold the stream's lock while it waits for that very thread. It may have
 * closed the stream. The descriptor has none of these problems: a line is one {@code write}, takes
 * no lock, and is dropped when stderr is gone. Thread-safe, and never throws.
 */
public final class AgentLog {
  /** A key is a kind of event, of which there are few; the limit guards against a leak. */
  private static final int MAX_ONCE_KEYS = 1000;

  private static final ConcurrentHashMap<String, Boolean> ONCE_KEYS = new ConcurrentHashMap<>();

  private static volatile OutputStream sink = new FileOutputStream(FileDescriptor.err);

  private AgentLog() {}

  public static void info(String message) {
    write("INFO", message);
  }

  public static void warn(String message) {
    Recent.add("WARN " + message);
    write("WARN", message);
  }

  public static void error(String message) {
    Recent.add("ERROR " + message);
    write("ERROR", message);
  }

  /** The latest warnings and errors, the oldest first, each {@code LEVEL message}. */
  public static List<String> recent() {
    return Recent.lines();
  }

  /** A class of its own, because most processes have nothing to warn of. Takes no lock. */
  private static final class Recent {
    private static final int SIZE = 100;
    private static final AtomicReferenceArray<String> LINES = new AtomicReferenceArray<>(SIZE);
    private static final AtomicInteger NEXT = new AtomicInteger();

    static void add(String line) {
      LINES.set(Math.floorMod(NEXT.getAndIncrement(), SIZE), line);
    }

    static List<String> lines() {
      List<String> lines = new ArrayList<>();
      int next = NEXT.get();
      for (int i = 0; i < SIZE; i++) {
        String line = LINES.get(Math.floorMod(next + i, SIZE));
        if (line != null) {
          lines.add(line);
        }
      }
      return lines;
    }
  }

  /** Writes the message unless a message with the same key was written before. */
  public static void infoOnce(String key, String message) {
    if (first(key)) {
      info(message);
    }
  }

  /** Writes the message unless a message with the same key was written before. */
  public static void warnOnce(String key, String message) {
    if (first(key)) {
      warn(message);
    }
  }

  /** Writes the message unless a message with the same key was written before. */
  public static void errorOnce(String key, String message) {
    if (first(key)) {
      error(message);
    }
  }

  /**
   * Redirects the lines, for tests that read them.
   *
   * @return the previous target, to be restored
   */
  public static OutputStream redirect(OutputStream target) {
    OutputStream previous = sink;
    sink = target;
    return previous;
  }

  private static boolean first(String key) {
    if (ONCE_KEYS.size() >= MAX_ONCE_KEYS) {
      return false;
    }
    if (ONCE_KEYS.putIfAbsent(key, Boolean.TRUE) != null) {
      return false;
    }
    if (ONCE_KEYS.size() == MAX_ONCE_KEYS) {
      warn("too many kinds of messages; new kinds are no longer shown");
    }
    return true;
  }

  private static void write(String level, String message) {
    try {
      sink.write(line(level, message).getBytes(Charset.defaultCharset()));
    } catch (IOException | RuntimeException e) {
      // There is no other place to report it, and the application must not notice.
    }
  }

  /** Makes one line of a message, so that a filter by the prefix shows all of it. */
  static String line(String level, String message) {
    StringBuilder line = new StringBuilder(message.length() + 24);
    line.append("tachograph ").append(level).append(' ');
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    return line.append(System.lineSeparator()).toString();
  }
}
