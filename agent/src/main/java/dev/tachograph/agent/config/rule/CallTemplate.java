package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.ConfigProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text that may hold values of a call: literal text mixed with {@code {class}} (the simple class
 * name), {@code {method}}, {@code {arg0}}, {@code {this}} and {@code {return}}. The last three may
 * be followed by a chain of properties, {@code {arg0.order.kind}}, and by bands, {@code
 * {arg0.size|small<1024,large}}.
 *
 * <p>This class only parses it. Whether {@code kind} is a method {@code kind()}, {@code getKind()}
 * or a field depends on the object, and is found at a call.
 */
public final class CallTemplate {
  /** In words, for messages. */
  public static final String ALLOWED =
      "text that may hold {class}, {method}, {arg0}, {this} and {return}, the last three with"
          + " properties, such as {arg0.order.kind}, and bands: see docs/operations.md";

  /** The highest argument that a Java method can have. */
  private static final int MAX_ARGUMENT = 254;

  /** The kind of a part. */
  public enum PartKind {
    LITERAL,
    CLASS,
    METHOD,
    ARGUMENT,
    THIS,
    RETURN
  }

  /** A piece of the template. */
  public static final class Part {
    private final PartKind kind;
    private final String text;
    private final int argument;
    private final List<String> properties;
    private final @Nullable BandList bands;

    private Part(
        PartKind kind,
        String text,
        int argument,
        List<String> properties,
        @Nullable BandList bands) {
      this.kind = kind;
      this.text = text;
      this.argument = argument;
      this.properties = properties;
      this.bands = bands;
    }

    private static Part of(PartKind kind, String text) {
      return new Part(kind, text, -1, Collections.<String>emptyList(), null);
    }

    public PartKind kind() {
      return kind;
    }

    /** The text of a {@link PartKind#LITERAL}; for other parts, the placeholder as written. */
    public String text() {
      return text;
    }

    /** The index of an {@link PartKind#ARGUMENT}, 0 for the first; else -1. */
    public int argument() {
      return argument;
    }

    /** The properties to ask for, one after the other; none for the value itself. */
    public List<String> properties() {
      return properties;
    }

    /** The names for ranges of the value, or null for the value itself. */
    public @Nullable BandList bands() {
      return bands;
    }
  }

  private final String text;
  private final List<Part> parts;

  private CallTemplate(String text, List<Part> parts) {
    this.text = text;
    this.parts = Collections.unmodifiableList(parts);
  }

  /**
   * Parses a template.
   *
   * @throws IllegalArgumentException if it is empty, a brace is not closed, or a placeholder is not
   *     known; the message says which
   */
  public static CallTemplate parse(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    List<Part> parts = new ArrayList<>();
    int position = 0;
    while (position < text.length()) {
      int open = text.indexOf('{', position);
      int literalEnd = open < 0 ? text.length() : open;
      if (literalEnd > position) {
        parts.add(literal(text.substring(position, literalEnd)));
      }
      if (open < 0) {
        break;
      }
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("a { is not closed");
      }
      parts.add(placeholder(text.substring(open + 1, close)));
      position = close + 1;
    }
    return new CallTemplate(text, parts);
  }

  /** A template of this text alone, whatever characters it has. */
  public static CallTemplate literally(String text) {
    return new CallTemplate(text, Collections.singletonList(Part.of(PartKind.LITERAL, text)));
  }

  private static Part literal(String text) {
    if (text.indexOf('}') >= 0) {
      throw new IllegalArgumentException("a } has no {");
    }
    return Part.of(PartKind.LITERAL, text);
  }

  private static Part placeholder(String content) {
    String written = "{" + content + "}";
    int bar = content.indexOf('|');
    String path = bar < 0 ? content : content.substring(0, bar).trim();
    int dot = path.indexOf('.');
    String start = dot < 0 ? path : path.substring(0, dot);
    if (path.equals("class") || path.equals("method")) {
      if (bar >= 0) {
        throw new IllegalArgumentException(
            ConfigProblem.shown(written) + " has no number that could lie in a band");
      }
      return Part.of(path.equals("class") ? PartKind.CLASS : PartKind.METHOD, written);
    }
    PartKind kind = kind(start);
    if (kind == null) {
      throw new IllegalArgumentException(ConfigProblem.shown(written) + " is not known");
    }
    return new Part(
        kind,
        written,
        argumentIndex(start),
        dot < 0 ? Collections.<String>emptyList() : properties(path.substring(dot + 1), written),
        bar < 0 ? null : BandList.parse(content.substring(bar + 1)));
  }

  private static @Nullable PartKind kind(String start) {
    if (start.equals("this")) {
      return PartKind.THIS;
    }
    if (start.equals("return")) {
      return PartKind.RETURN;
    }
    return argumentIndex(start) < 0 ? null : PartKind.ARGUMENT;
  }

  private static List<String> properties(String path, String written) {
    List<String> properties = new ArrayList<>();
    int start = 0;
    while (start <= path.length()) {
      int dot = path.indexOf('.', start);
      int end = dot < 0 ? path.length() : dot;
      String property = path.substring(start, end);
      if (!isIdentifier(property)) {
        throw new IllegalArgumentException(
            ConfigProblem.shown(written) + " must name properties, like {arg0.order.kind}");
      }
      properties.add(property);
      start = end + 1;
    }
    return properties;
  }

  private static int argumentIndex(String name) {
    if (!name.startsWith("arg") || name.length() < 4 || name.length() > 6) {
      return -1;
    }
    int index = 0;
    for (int i = 3; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      index = index * 10 + (c - '0');
    }
    return index <= MAX_ARGUMENT ? index : -1;
  }

  private static boolean isIdentifier(String text) {
    if (text.isEmpty() || !Character.isJavaIdentifierStart(text.charAt(0))) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      if (!Character.isJavaIdentifierPart(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The template as written. */
  public String text() {
    return text;
  }

  public List<Part> parts() {
    return parts;
  }

  /** Whether it has a part of this kind. */
  public boolean has(PartKind kind) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).kind == kind) {
        return true;
      }
    }
    return false;
  }

  /** The highest argument that the template needs, or -1 if it needs none. */
  public int highestArgument() {
    int highest = -1;
    for (int i = 0; i < parts.size(); i++) {
      highest = Math.max(highest, parts.get(i).argument);
    }
    return highest;
  }

  @Override
  public String toString() {
    return text;
  }
}
