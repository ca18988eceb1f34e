package dev.tachograph.agent.export.mount;

import java.net.InetSocketAddress;

/** Asks a server of the application's. */
interface StatusQuestion {
  int UNKNOWN = -1;
  int LATE = -2;

  /**
   * The status by which a server answers a GET.
   *
   * @param host the header of that name
   * @param token the value of {@link OwnPath#HEADER}
   * @return {@link #UNKNOWN} if it gives none in HTTP/1.1, {@link #LATE} if not in time
   */
  int status(InetSocketAddress address, boolean secure, String host, String path, String token);
}
