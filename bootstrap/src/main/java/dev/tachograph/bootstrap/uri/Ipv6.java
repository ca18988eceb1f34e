package dev.tachograph.bootstrap.uri;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes all forms of an IPv6 address in the one form of RFC 5952. */
final class Ipv6 {
  private static final int GROUPS = 8;
  private static final int MAPPED = 0xffff;

  private Ipv6() {}

  /**
   * The address in the form that URIs use, without brackets.
   *
   * @param text in lower case; the zone, as in {@code fe80::1%eth0}, is removed
   * @return the text itself if it is not an address
   */
  static String canonical(String text) {
    int zone = text.indexOf('%');
    String address = zone < 0 ? text : text.substring(0, zone);
    int[] groups = parse(address);
    return groups == null ? text : write(groups);
  }

  private static int @Nullable [] parse(String address) {
    int gap = address.indexOf("::");
    if (gap < 0) {
      int[] all = groups(address);
      return all != null && all.length == GROUPS ? all : null;
    }
    int[] before = groups(address.substring(0, gap));
    int[] after = groups(address.substring(gap + 2));
    if (before == null || after == null || before.length + after.length >= GROUPS) {
      return null;
    }
    int[] all = new int[GROUPS];
    System.arraycopy(before, 0, all, 0, before.length);
    System.arraycopy(after, 0, all, GROUPS - after.length, after.length);
    return all;
  }

  private static int @Nullable [] groups(String text) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf(':', start);
      end = end < 0 ? text.length() : end;
      int room = GROUPS - count;
      int taken = 0;
      if (text.indexOf('.', start) >= 0 && end == text.length()) {
        taken = room < 2 ? 0 : dotted(text.substring(start), groups, count);
      } else if (room > 0) {
        int group = number(text, start, end, 16, 4);
        groups[count] = Math.max(group, 0);
        taken = group < 0 ? 0 : 1;
      }
      if (taken == 0 || end == text.length() - 1) {
        return null;
      }
      count += taken;
      start = end + 1;
    }
    return Arrays.copyOf(groups, count);
  }

  /**
   * Parses an IPv4 address at the end and returns its two groups; 0 if it is not an IPv4 address.
   */
  private static int dotted(String text, int[] groups, int at) {
    int start = 0;
    for (int i = 0; i < 4; i++) {
      int end = i == 3 ? text.length() : text.indexOf('.', start);
      int part = end < 0 ? -1 : number(text, start, end, 10, 3);
      if (part < 0 || part > 255) {
        return 0;
      }
      groups[at + i / 2] = groups[at + i / 2] << 8 | part;
      start = end + 1;
    }
    return 2;
  }

  private static int number(String text, int from, int to, int radix, int maxDigits) {
    if (from >= to || to - from > maxDigits) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = Character.digit(text.charAt(i), radix);
      if (digit < 0) {
        return -1;
      }
      number = number * radix + digit;
    }
    return number;
  }

  private static String write(int[] groups) {
    StringBuilder text = new StringBuilder();
    boolean mapped = isMapped(groups);
    int end = mapped ? GROUPS - 2 : GROUPS;
    int gap = -1;
    int gapLength = 1;
    for (int i = 0; i < end; i++) {
      int length = 0;
      while (i + length < end && groups[i + length] == 0) {
        length++;
      }
      if (length > gapLength) {
        gap = i;
        gapLength = length;
      }
      i += length;
    }
    for (int i = 0; i < end; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
        continue;
      }
      if (i > 0 && i != gap + gapLength) {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    if (mapped) {
      text.append(':');
      for (int i = 0; i < 4; i++) {
        int group = groups[GROUPS - 2 + i / 2];
        text.append(i == 0 ? "" : ".").append(i % 2 == 0 ? group >> 8 : group & 255);
      }
    }
    return text.toString();
  }

  /** Whether it is a mapped IPv4 address, which is written with dots. */
  private static boolean isMapped(int[] groups) {
    for (int i = 0; i < 5; i++) {
      if (groups[i] != 0) {
        return false;
      }
    }
    return groups[5] == MAPPED;
  }
}
