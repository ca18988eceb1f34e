package dev.tachograph.agent.export.mount;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** An end of a connection, of what a server knows of it. */
public final class ServerAddress {
  private ServerAddress() {}

  /**
   * An address of TCP.
   *
   * @return null if it is of another kind
   */
  public static @Nullable InetSocketAddress of(@Nullable Object address) {
    return address instanceof InetSocketAddress ? (InetSocketAddress) address : null;
  }

  /**
   * An address by its parts.
   *
   * @param host a numeric address, so that nobody is asked for a name
   * @return null if a part is missing
   */
  public static @Nullable InetSocketAddress of(@Nullable String host, int port) {
    try {
      return host == null || port < 0
          ? null
          : new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
