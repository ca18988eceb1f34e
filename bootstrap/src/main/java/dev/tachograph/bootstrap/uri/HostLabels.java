package dev.tachograph.bootstrap.uri;

import java.util.Locale;

/** Makes one string of host and port. */
final class HostLabels {
  /** The host of a call that does not tell it. */
  static final String UNKNOWN = "unknown";

  private static final int MAX_HOST = 255;

  private HostLabels() {}

  /**
   * The label of a host.
   *
   * @param given may have a scheme before it and a port behind it
   * @param port -1 if it is not told
   */
  static String label(String given, int port) {
    int scheme = given.indexOf("://");
    String authority = scheme < 0 ? given : given.substring(scheme + 3);
    for (int i = 0; i < authority.length(); i++) {
      char c = authority.charAt(i);
      if (c == '/' || c == '?' || c == '#') {
        authority = authority.substring(0, i);
      }
    }
    // What comes before the host is a name and a password.
    String host = authority.substring(authority.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    if (host.isEmpty() || host.equals("null") || host.length() > MAX_HOST || !isClean(host)) {
      return UNKNOWN;
    }
    if (port > 0) {
      return isUsual(port) ? host : bracketed(host) + ':' + port;
    }
    return host.endsWith(":80") || host.endsWith(":443")
        ? host.substring(0, host.lastIndexOf(':'))
        : host;
  }

  private static boolean isUsual(int port) {
    return port == 80 || port == 443;
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 && !host.startsWith("[") ? '[' + host + ']' : host;
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
