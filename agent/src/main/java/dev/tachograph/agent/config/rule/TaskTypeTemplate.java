package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.ConfigProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The template for the task type of a measured method: literal text mixed with {@code {class}}
 * (simple class name), {@code {method}}, {@code {arg0}} and {@code {arg0.getter}}.
 *
 * <p>This class only parses it. Whether {@code getter} is a method {@code getter()} or {@code
 * getGetter()} depends on the object, and is found at a call.
 */
public final class TaskTypeTemplate {
  /** The highest argument that a Java method can have. */
  private static final int MAX_ARGUMENT = 254;

  /** The kind of a part. */
  public enum PartKind {
    LITERAL,
    CLASS,
    METHOD,
    ARGUMENT
  }

  /** A piece of the template. */
  public static final class Part {
    private final PartKind kind;
    private final String text;
    private final int argument;
    private final @Nullable String getter;

    private Part(PartKind kind, String text, int argument, @Nullable String getter) {
      this.kind = kind;
      this.text = text;
      this.argument = argument;
      this.getter = getter;
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

    /** The property to ask the argument for, or null for the argument itself. */
    public @Nullable String getter() {
      return getter;
    }
  }

  private final String text;
  private final List<Part> parts;

  private TaskTypeTemplate(String text, List<Part> parts) {
    this.text = text;
    this.parts = Collections.unmodifiableList(parts);
  }

  /**
   * Parses a template.
   *
   * @throws IllegalArgumentException if it is empty, a brace is not closed, or a placeholder is not
   *     known; the message says which
   */
  public static TaskTypeTemplate parse(String text) {
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
    return new TaskTypeTemplate(text, parts);
  }

  private static Part literal(String text) {
    if (text.indexOf('}') >= 0) {
      throw new IllegalArgumentException("a } has no {");
    }
    return new Part(PartKind.LITERAL, text, -1, null);
  }

  private static Part placeholder(String name) {
    String written = "{" + name + "}";
    if (name.equals("class")) {
      return new Part(PartKind.CLASS, written, -1, null);
    }
    if (name.equals("method")) {
      return new Part(PartKind.METHOD, written, -1, null);
    }
    int dot = name.indexOf('.');
    int argument = argumentIndex(dot < 0 ? name : name.substring(0, dot));
    if (argument < 0) {
      throw new IllegalArgumentException(ConfigProblem.shown(written) + " is not known");
    }
    String getter = dot < 0 ? null : name.substring(dot + 1);
    if (getter != null && !isIdentifier(getter)) {
      throw new IllegalArgumentException(
          ConfigProblem.shown(written) + " must name one getter, like {arg0.kind}");
    }
    return new Part(PartKind.ARGUMENT, written, argument, getter);
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
