package dev.tachograph.bootstrap.uri;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the template of the name of a queue, topic, subject or job. As in {@link UriTemplates}, the
 * form of a part tells an id, and so does a place that has too many values. The number of templates
 * stays small for any number of names.
 *
 * <p>Dots, slashes, colons and blanks separate parts. In a part that is no id as a whole, hyphens
 * and underscores do, too: {@code orders-retry-1} becomes <code>orders-retry-{id}</code>.
 */
public final class NameTemplates {
  /** Further names are computed each time. */
  private static final int ROOM = 10_000;

  private static final int MAX_PARTS = 12;
  private static final int MAX_LENGTH = 200;

  /** A name's parts, and the separators behind them. */
  private static final class Parts {
    final List<String> parts = new ArrayList<>();
    final StringBuilder separators = new StringBuilder();

    Parts() {}

    void add(String part) {
      parts.add(part);
    }

    boolean isFull() {
      return parts.size() == MAX_PARTS;
    }

    String[] toArray() {
      return parts.toArray(new String[0]);
    }

    String join(String[] values) {
      StringBuilder name = new StringBuilder();
      for (int i = 0; i < values.length; i++) {
        name.append(values[i]);
        if (i < separators.length()) {
          name.append(separators.charAt(i));
        }
      }
      return name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name.toString();
    }
  }

  private final LearnedTemplates learned;

  /** The templates of names that were asked for, as they were first found. */
  private final ConcurrentHashMap<String, String> templates = new ConcurrentHashMap<>();

  /** The templates that came from the tree. */
  private final ConcurrentHashMap<String, Boolean> given = new ConcurrentHashMap<>();

  /**
   * @param learnLimit the number of values that one place in names with the same beginning may have
   */
  public NameTemplates(int learnLimit) {
    this.learned = new LearnedTemplates(learnLimit);
  }

  /** Changes whenever a template may have become obsolete. 0 as long as none has. */
  public int version() {
    return learned.version();
  }

  /** The template of a name. */
  public String template(String name) {
    String known = templates.get(name);
    if (known != null) {
      return current(known);
    }
    Parts parts = partsOf(name);
    String[] place = parts.toArray();
    learned.learn(place);
    String template = parts.join(place);
    if (given.size() < ROOM) {
      given.put(template, Boolean.TRUE);
      if (templates.size() < ROOM) {
        templates.put(name, template);
      }
    }
    return template;
  }

  /** The template that an earlier one has become part of; the same if it still holds. */
  public String current(String template) {
    if (learned.version() == 0 || !given.containsKey(template)) {
      return template;
    }
    Parts parts = new Parts();
    split(template, parts);
    String[] place = parts.toArray();
    if (!learned.resolve(place)) {
      return template;
    }
    String now = parts.join(place);
    if (!now.equals(template)) {
      given.putIfAbsent(now, Boolean.TRUE);
    }
    return now;
  }

  private static Parts partsOf(String name) {
    Parts parts = new Parts();
    int start = 0;
    int length = name.length();
    while (start <= length && !parts.isFull()) {
      int end = start;
      while (end < length && !isOuter(name.charAt(end))) {
        end++;
      }
      addPart(name.substring(start, end), parts);
      if (end < length) {
        parts.separators.append(name.charAt(end));
      }
      start = end + 1;
    }
    return parts;
  }

  private static void addPart(String part, Parts parts) {
    String whole = part.isEmpty() ? null : SegmentKind.of(part);
    if (whole != null && (whole != SegmentKind.ID || indexOfInner(part, 0) < 0)) {
      parts.add(whole);
      return;
    }
    int start = 0;
    while (true) {
      int end = indexOfInner(part, start);
      if (end < 0 || parts.parts.size() == MAX_PARTS - 1) {
        parts.add(placeholderOr(part.substring(start)));
        return;
      }
      parts.add(placeholderOr(part.substring(start, end)));
      parts.separators.append(part.charAt(end));
      start = end + 1;
    }
  }

  private static String placeholderOr(String piece) {
    String placeholder = piece.isEmpty() ? null : SegmentKind.of(piece);
    return placeholder == null ? piece : placeholder;
  }

  /** Splits a template, whose placeholders contain no separators. */
  private static void split(String template, Parts parts) {
    int start = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (isOuter(c) || isInner(c)) {
        parts.add(template.substring(start, i));
        parts.separators.append(c);
        start = i + 1;
      }
    }
    parts.add(template.substring(start));
  }

  private static int indexOfInner(String part, int from) {
    for (int i = from; i < part.length(); i++) {
      if (isInner(part.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isOuter(char c) {
    return c == '.' || c == '/' || c == ':' || c == ' ';
  }

  private static boolean isInner(char c) {
    return c == '-' || c == '_';
  }
}
