package dev.tachograph.agent.config;

import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.Distribution;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values are written. What cannot be read gives null, NaN or a negative number. */
final class ValueSyntax {
  private static final int MAX_BUCKETS = 100;

  private ValueSyntax() {}

  static @Nullable Boolean toggle(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "true":
      case "yes":
      case "on":
      case "1":
        return Boolean.TRUE;
      case "false":
      case "no":
      case "off":
      case "0":
        return Boolean.FALSE;
      default:
        return null;
    }
  }

  /** Whether it is a host, perhaps with a port, and neither a URL nor a pattern. */
  static boolean hostAndPort(String text) {
    int colon = text.lastIndexOf(':');
    boolean hasPort = colon > text.lastIndexOf(']') && text.indexOf(':') == colon;
    String host =
        hasPort || text.startsWith("[") && colon > text.lastIndexOf(']')
            ? text.substring(0, colon)
            : text;
    if (host.length() < text.length()) {
      int port = wholeNumber(text.substring(colon + 1));
      if (port < 1 || port > 65535) {
        return false;
      }
    }
    return host(host) != null;
  }

  /** How many bytes {@code 512k}, {@code 16m} or {@code 1g} are; -1 if it is none of these. */
  static long bytes(String text) {
    int last = text.length() - 1;
    int unit = last < 1 ? -1 : "kmg".indexOf(Character.toLowerCase(text.charAt(last)));
    int number = unit < 0 ? -1 : wholeNumber(text.substring(0, last));
    return number < 0 || number > 999_999 ? -1 : (long) number << (10 * (unit + 1));
  }

  /** The number, or -1 if it is none that is at least 0 and has at most nine digits. */
  static int wholeNumber(String text) {
    if (text.isEmpty() || text.length() > 9) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }

  /**
   * Whether the name can be resolved is found out when the endpoint starts; a resolver may take
   * seconds, and the application is waiting. Here only what is no host at all is turned down.
   */
  static @Nullable String host(String text) {
    String host = text;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int colons = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c == ':') {
        colons++;
      } else if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_' && c != '%') {
        return null;
      }
    }
    // With one colon it is host:port; an IPv6 address has at least two.
    return host.isEmpty() || colons == 1 ? null : host;
  }

  static boolean hasControlCharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static long millis(String text) {
    String number = text;
    long unit = 1000;
    if (text.endsWith("ms")) {
      unit = 1;
      number = text.substring(0, text.length() - 2);
    } else if (text.endsWith("s")) {
      number = text.substring(0, text.length() - 1);
    } else if (text.endsWith("m")) {
      unit = 60_000;
      number = text.substring(0, text.length() - 1);
    }
    return unit * wholeNumber(number.trim());
  }

  static @Nullable Distribution distribution(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "quantiles":
        return Distribution.QUANTILES;
      case "histogram":
        return Distribution.HISTOGRAM;
      case "native":
        return Distribution.NATIVE;
      case "both":
        return Distribution.BOTH;
      default:
        return null;
    }
  }

  static double @Nullable [] buckets(String text) {
    double[] buckets = new double[MAX_BUCKETS];
    int count = 0;
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      if (count == MAX_BUCKETS) {
        return null;
      }
      buckets[count++] = seconds(text.substring(start, end).trim());
      start = end + 1;
    }
    double[] given = Arrays.copyOf(buckets, count);
    return Buckets.areUsable(given) ? given : null;
  }

  /** The number, or NaN if it is none; {@code parseDouble} alone would take "1d" and "Infinity". */
  static double seconds(String text) {
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789.eE+-".indexOf(text.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      double seconds = Double.parseDouble(text);
      return seconds < Double.POSITIVE_INFINITY ? seconds : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
