package dev.tachograph.agent.export.mount;

import dev.tachograph.agent.config.value.Network;
import dev.tachograph.agent.export.http.HttpOptions;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/** Where the endpoint is mounted, and who may ask. Immutable. */
public final class MountOptions {
  final String path;
  final HttpOptions http;
  private final List<Network> networks = new ArrayList<>();
  private final boolean open;

  /**
   * @param path as in a URL
   * @param networks from where requests may come; empty for the default
   * @param http memory, allowed hosts and the token
   */
  public MountOptions(String path, List<String> networks, HttpOptions http) {
    this.path = path;
    this.http = http;
    for (String network : networks) {
      Network read = Network.parse(network);
      if (read != null) {
        this.networks.add(read);
      }
    }
    this.open = networks.isEmpty() && http.auth() != null;
  }

  /** Whether all may ask who have the token. */
  boolean isOpen() {
    return open;
  }

  /** Whether a client may ask from this address. */
  boolean allows(InetAddress address) {
    if (networks.isEmpty()) {
      return address.isLoopbackAddress();
    }
    byte[] bytes = address.getAddress();
    for (Network network : networks) {
      if (network.contains(bytes)) {
        return true;
      }
    }
    return false;
  }
}
