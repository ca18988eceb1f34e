package dev.tachograph.agent.export.push;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Collections;
import java.util.UUID;

/** The value of the label {@code instance} by which JVMs of one job are told apart. */
public final class InstanceLabel {
  private InstanceLabel() {}

  /** A value that no other JVM has. */
  public static String uuid() {
    return UUID.randomUUID().toString();
  }

  /** The name of this host, or its address if it has no name. */
  public static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return InetAddress.getLoopbackAddress().getHostAddress();
    }
  }

  /**
   * The address by which this host is seen from the gateway; if the gateway is on this host, the
   * address of an interface; if there is none, the loopback address.
   */
  public static String ip(URI gateway) {
    try {
      InetAddress ours = towards(gateway);
      return ours.isLoopbackAddress() || ours.isAnyLocalAddress()
          ? ofAnInterface()
          : withoutScope(ours);
    } catch (IOException | RuntimeException e) {
      return InetAddress.getLoopbackAddress().getHostAddress();
    }
  }

  /** Connecting a datagram socket sends nothing, but makes the system choose a route. */
  private static InetAddress towards(URI gateway) throws IOException {
    int port = gateway.getPort() < 0 ? 9091 : gateway.getPort();
    String host = String.valueOf(gateway.getHost());
    try (DatagramSocket socket = new DatagramSocket()) {
      InetSocketAddress address = new InetSocketAddress(host, port);
      if (address.isUnresolved()) {
        return InetAddress.getLoopbackAddress();
      }
      socket.connect(address);
      return socket.getLocalAddress();
    }
  }

  private static String ofAnInterface() throws IOException {
    String found = "";
    for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      if (!each.isUp() || each.isLoopback()) {
        continue;
      }
      for (InetAddress address : Collections.list(each.getInetAddresses())) {
        boolean better =
            found.isEmpty() || (found.indexOf(':') >= 0 && address.getAddress().length == 4);
        if (better && !address.isLinkLocalAddress()) {
          found = withoutScope(address);
        }
      }
    }
    return found.isEmpty() ? InetAddress.getLoopbackAddress().getHostAddress() : found;
  }

  private static String withoutScope(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return scope < 0 ? text : text.substring(0, scope);
  }
}
