package dev.tachograph.agent.export.outlet;

import java.io.IOException;

/** Carries the metrics to another system. One thread at a time sends, another one may abort. */
public interface Outlet {
  /** The outlet in one word: the value of the label {@code outlet}, and a part of thread names. */
  String name();

  /**
   * The log line when it works, without secrets.
   *
   * @param interval in words
   */
  String success(String interval);

  /** The begin of the log line when it fails, without secrets; the reason follows. */
  String failure();

  /** Whether there is anything to send at this interval. */
  default boolean isDue() {
    return true;
  }

  /** Sends the metrics as they are now. */
  void send() throws IOException;

  /** Sends for the last time, when the JVM ends. */
  void sendLast() throws IOException;

  /** Whether the last send shows that the target works; else it takes back what was sent. */
  default boolean sendsLast() {
    return true;
  }

  /** Makes a send that is under way fail soon, whatever it waits for. */
  void abort();
}
