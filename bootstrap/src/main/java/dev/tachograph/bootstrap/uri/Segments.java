package dev.tachograph.bootstrap.uri;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Splits paths into the segments of their templates. */
final class Segments {
  /** Further segments carry nothing that a label needs. */
  static final int MAX = 8;

  /** The maximum length of a template. */
  static final int MAX_LENGTH = 200;

  /** The maximum length of a segment of a library's own template. */
  private static final int MAX_SEGMENT = 100;

  private Segments() {}

  /**
   * The segments of a path, with placeholders for ids.
   *
   * @param path without scheme, host and query
   */
  static String[] ofPath(String path) {
    String[] segments = split(path);
    for (int i = 0; i < segments.length; i++) {
      segments[i] = collapsed(segments[i]);
    }
    return segments;
  }

  /**
   * Like {@link #ofPath}, for a path whose end has a library's own template.
   *
   * @param template perhaps with scheme, host and query
   * @return null if the template has no variable, or does not fit the path
   */
  static String @Nullable [] ofTemplate(String path, String template) {
    if (template.indexOf('{') < 0) {
      return null;
    }
    String[] templated = split(withoutQuery(withoutHost(template)));
    String[] all = split(path);
    int base = all.length - templated.length;
    if (base < 0 || templated.length == 0 || templated.length == MAX) {
      return null;
    }
    for (int i = 0; i < all.length; i++) {
      String wanted = i < base ? "" : templated[i - base];
      if (wanted.indexOf('{') < 0) {
        if (i >= base && !wanted.equals(all[i])) {
          return null;
        }
        all[i] = collapsed(all[i]);
      } else {
        String normal = variables(wanted, all[i]);
        if (normal == null) {
          return null;
        }
        all[i] = normal;
      }
    }
    return all;
  }

  /** The segments of a template that {@link #join} has made. */
  static String[] parts(String template) {
    return split(template);
  }

  /** The first segments, as many as fit into a label. The first one always fits. */
  static String[] bounded(String[] segments) {
    int length = 0;
    for (int i = 0; i < segments.length; i++) {
      if (segments[i].length() > MAX_SEGMENT) {
        segments[i] = SegmentKind.TOKEN;
      }
      length += segments[i].length() + 1;
      if (length > MAX_LENGTH) {
        return Arrays.copyOf(segments, i);
      }
    }
    return segments;
  }

  /** Joins segments to a path. */
  static String join(String[] segments) {
    if (segments.length == 0) {
      return "/";
    }
    int length = 0;
    for (String segment : segments) {
      length += segment.length() + 1;
    }
    StringBuilder path = new StringBuilder(length);
    for (String segment : segments) {
      path.append('/').append(segment);
    }
    return path.toString();
  }

  /** The position of the query or the fragment, or the length. */
  static int pathEnd(String path) {
    int query = path.indexOf('?');
    int fragment = path.indexOf('#');
    if (query < 0) {
      return fragment < 0 ? path.length() : fragment;
    }
    return fragment < 0 ? query : Math.min(query, fragment);
  }

  private static String withoutQuery(String path) {
    // In a template, {?page} is a query, too.
    int end = pathEnd(path);
    int expanded = path.indexOf("{?");
    return path.substring(0, expanded < 0 ? end : Math.min(expanded, end));
  }

  /** The part of an absolute URI after the host; other strings unchanged. */
  static String withoutHost(String uri) {
    int scheme = uri.indexOf("://");
    if (scheme < 0 || scheme > uri.indexOf('/')) {
      return uri;
    }
    int path = uri.indexOf('/', scheme + 3);
    return path < 0 ? "/" : uri.substring(path);
  }

  private static String collapsed(String segment) {
    String placeholder = SegmentKind.of(segment);
    return placeholder == null ? segment : placeholder;
  }

  /** Drops empty segments, and everything after a semicolon, where some servers put session ids. */
  private static String[] split(String path) {
    String[] segments = new String[MAX];
    int count = 0;
    int start = 0;
    int length = path.length();
    while (start < length && count < MAX) {
      int end = path.indexOf('/', start);
      if (end < 0) {
        end = length;
      }
      int segmentEnd = start;
      while (segmentEnd < end && path.charAt(segmentEnd) != ';') {
        segmentEnd++;
      }
      if (segmentEnd > start) {
        segments[count++] = path.substring(start, segmentEnd);
      }
      start = end + 1;
    }
    return count == MAX ? segments : Arrays.copyOf(segments, count);
  }

  /**
   * A template's segment without the patterns of its variables, as in {@code {id:[0-9]+}}; null if
   * it does not fit the path's segment.
   */
  private static @Nullable String variables(String template, String segment) {
    StringBuilder normal = new StringBuilder(template.length());
    int matched = 0;
    int at = 0;
    boolean open = false;
    while (at < template.length()) {
      int variable = template.indexOf('{', at);
      String literal = template.substring(at, variable < 0 ? template.length() : variable);
      int found = open ? segment.indexOf(literal, matched) : matched;
      boolean last = variable < 0;
      if (last && open) {
        found = segment.length() - literal.length();
      }
      if (found < matched || !segment.startsWith(literal, found)) {
        return null;
      }
      normal.append(literal);
      matched = found + literal.length();
      if (last) {
        return matched == segment.length() ? normal.toString() : null;
      }
      int end = closing(template, variable);
      if (end < 0) {
        return null;
      }
      normal.append(name(template.substring(variable, end + 1)));
      open = true;
      at = end + 1;
    }
    return normal.toString();
  }

  /** A variable's pattern may contain braces of its own. */
  private static int closing(String template, int opening) {
    int depth = 0;
    for (int i = opening; i < template.length(); i++) {
      char c = template.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static String name(String variable) {
    int colon = variable.indexOf(':');
    String name =
        colon < 0 ? variable.substring(1, variable.length() - 1) : variable.substring(1, colon);
    return '{' + name.trim() + '}';
  }
}
