package dev.tachograph.bootstrap.uri;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Makes one string of host and port, and remembers the ones made last. */
final class HostLabels {
  /** The host of a call that does not tell it. */
  static final String UNKNOWN = "unknown";

  private static final int SLOTS = 256;
  private static final int MAX_HOST = 255;

  private static final class Entry {
    final String host;
    final int port;
    final String label;

    Entry(String host, int port, String label) {
      this.host = host;
      this.port = port;
      this.label = label;
    }
  }

  private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(SLOTS);

  /**
   * The label of a host.
   *
   * @param host may have a scheme before it and a port behind it
   * @param port -1 if it is not told
   */
  String label(String host, int port) {
    int slot = host.hashCode() + port * 31;
    slot = (slot ^ slot >>> 16) & SLOTS - 1;
    Entry entry = entries.get(slot);
    if (entry != null && entry.port == port && entry.host.equals(host)) {
      return entry.label;
    }
    String label = make(host, port);
    if (host.length() <= MAX_HOST && host.indexOf('@') < 0) {
      entries.lazySet(slot, new Entry(host, port, label));
    }
    return label;
  }

  private static String make(String given, int port) {
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
