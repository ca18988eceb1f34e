package dev.tachograph.agent.export.mount;

import java.net.InetSocketAddress;

/** Asks a server of the application's. */
interface StatusQuestion {
  /** What the server says is no HTTP/1.1. */
  int UNKNOWN = -1;

  /** The server says nothing, or not in time. Later it may. */
  int SILENT = -2;

  /** The server accepts TLS, but answers nothing in time. Later it may. */
  int LATE = -3;

  /**
   * The status by which a server answers a GET.
   *
   * @param host the header of that name
   * @param token the value of {@link OwnPath#HEADER}
   * @param deadline when the question is given up, as by {@link System#nanoTime}
   * @return {@link #UNKNOWN}, {@link #SILENT} or {@link #LATE} if there is none
   */
  int status(
      InetSocketAddress address,
      boolean secure,
      String host,
      String path,
      String token,
      long deadline);
}
