package dev.tachograph.agent.export.outlet;

import java.io.IOException;

/** Carries the metrics to another system. One thread at a time sends, another one may abort. */
public interface Outlet {
  /** The outlet in one word: the value of the label {@code outlet}, and a part of thread names. */
  String name();

  /** Where it sends, for log lines, without secrets: {@code the Pushgateway http://host/...}. */
  String target();

  /** Sends the metrics as they are now. */
  void send() throws IOException;

  /** Sends for the last time, when the JVM ends. */
  void sendLast() throws IOException;

  /** Makes a send that is under way fail soon, whatever it waits for. */
  void abort();
}
