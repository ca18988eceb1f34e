package dev.tachograph.agent.export.http.server;

import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Checks that a request through the loopback address is meant for this machine.
 *
 * <p>A page in a browser on this machine can make its own name resolve to the loopback address.
 * Then it can read answers from there as if they came from its own server (DNS rebinding). The
 * request shows this, because its host is the page's name. An address in the place of a name cannot
 * be rebound.
 */
final class HostCheck {
  private final String ownName;
  private final Set<String> allowed;

  HostCheck(String ownName, Set<String> allowed) {
    this.ownName = ownName.toLowerCase(Locale.ROOT);
    this.allowed = allowed;
  }

  boolean allows(HttpExchange exchange) {
    List<String> hosts = exchange.getRequestHeaders().get("Host");
    if (hosts == null || !exchange.getLocalAddress().getAddress().isLoopbackAddress()) {
      return true;
    }
    return hosts.size() == 1 && allows(hosts.get(0));
  }

  boolean allows(String host) {
    String name = withoutPort(host.trim().toLowerCase(Locale.ROOT));
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals(ownName)
        || isAddress(name)
        || allowed.contains(name);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon >= 0 && host.indexOf(']') < colon ? host.substring(0, colon) : host;
  }

  private static boolean isAddress(String name) {
    if (name.startsWith("[") && name.endsWith("]")) {
      return true;
    }
    boolean dotted = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      dotted &= c == '.' || (c >= '0' && c <= '9');
    }
    return dotted;
  }
}
