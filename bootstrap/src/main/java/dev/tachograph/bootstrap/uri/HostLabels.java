package dev.tachograph.bootstrap.uri;

import java.util.Locale;

/** Makes the label of a host and its port. */
final class HostLabels {
  /** The label of a call without a host. */
  static final String UNKNOWN = "unknown";

  private static final int MAX_HOST = 200;

  private HostLabels() {}

  /**
   * The label of a host.
   *
   * @param given the host, perhaps with a scheme before it and a port after it
   * @param port -1 if unknown
   */
  static String label(String given, int port) {
    String host = host(given);
    if (host.isEmpty() || host.equals("null") || host.length() > MAX_HOST || !isClean(host)) {
      return UNKNOWN;
    }
    int end = portAt(host);
    String name = name(host.substring(0, end));
    String behind =
        port > 0 ? String.valueOf(port) : end < host.length() ? host.substring(end + 1) : "";
    return behind.isEmpty() || isUsual(behind) ? name : name + ':' + behind;
  }

  /** Whether the host has a port. */
  static boolean hasPort(String given) {
    String host = host(given);
    return portAt(host) < host.length();
  }

  /** The host without scheme, path, user name and password, in lower case. */
  private static String host(String given) {
    int scheme = given.indexOf("://");
    int start = scheme < 0 ? 0 : scheme + 3;
    int end = start;
    while (end < given.length() && "/?#".indexOf(given.charAt(end)) < 0) {
      end++;
    }
    String authority = given.substring(start, end);
    return authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The position of the colon before the port, or the length. An IPv6 address has colons of its
   * own.
   */
  private static int portAt(String host) {
    if (host.startsWith("[")) {
      int bracket = host.indexOf(']');
      return bracket >= 0 && host.startsWith(":", bracket + 1) ? bracket + 1 : host.length();
    }
    int colon = host.indexOf(':');
    return colon >= 0 && colon == host.lastIndexOf(':') ? colon : host.length();
  }

  private static String name(String host) {
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    String address = bracketed ? host.substring(1, host.length() - 1) : host;
    return address.indexOf(':') < 0 ? host : '[' + Ipv6.canonical(address) + ']';
  }

  private static boolean isUsual(String port) {
    return port.equals("80") || port.equals("443");
  }

  private static boolean isClean(String host) {
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c <= ' ' || c == 127 || c == '"' || c == '\\' || c == '{') {
        return false;
      }
    }
    return true;
  }
}
