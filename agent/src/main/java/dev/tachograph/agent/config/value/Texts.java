package dev.tachograph.agent.config.value;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblems;
import dev.tachograph.bootstrap.metrics.OperationNames;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Text of several forms. */
public final class Texts extends Parser<String> {
  private static final int ANY = 0;
  private static final int LINE = 1;
  private static final int PATH = 2;
  private static final int FILE_NAME = 3;
  private static final int HOST = 4;
  private static final int ABSOLUTE_PATH = 5;
  private static final int HTTP_URL = 6;
  private static final int FILE_MODE = 7;
  private static final int URL_PATH = 8;
  private static final int LABEL = 9;
  private static final int TARGET_LABEL = 10;
  private static final int FILE = 11;

  /** Values of the agent's own labels have this length at most. */
  private static final int LONGEST_LABEL = 200;

  private final int form;
  private final int longest;
  private final String allowed;
  private final @Nullable Words<String> words;

  private Texts(int form, String allowed, @Nullable Words<String> words) {
    this(form, Integer.MAX_VALUE, allowed, words);
  }

  private Texts(int form, int longest, String allowed, @Nullable Words<String> words) {
    this.form = form;
    this.longest = longest;
    this.allowed = allowed;
    this.words = words;
  }

  /** Text as it is. */
  public static Texts any(String allowed) {
    return new Texts(ANY, allowed, null);
  }

  /** Text without control characters. An empty text means not set. */
  public static Texts line(String allowed) {
    return new Texts(LINE, allowed, null);
  }

  /** Such text of at most so many characters. */
  public static Texts line(int longest) {
    return new Texts(LINE, longest, "text of at most " + longest + " characters", null);
  }

  /** The value of a label of all series. The label's name is the end of the key. */
  public static Texts label() {
    return new Texts(LABEL, LONGEST_LABEL, "text of at most 200 characters", null);
  }

  /** Such a value of a label that Prometheus knows before it scrapes. */
  public static Texts targetLabel() {
    return new Texts(TARGET_LABEL, LONGEST_LABEL, "text of at most 200 characters", null);
  }

  /** A path, perhaps relative to the working directory. An empty path means not set. */
  public static Texts path(String allowed) {
    return new Texts(PATH, allowed, null);
  }

  /**
   * The path of a file that is read. It may come later, and be a link. Opening a pipe would wait
   * for its other end. An empty path means not set.
   */
  public static Texts file(String allowed) {
    return new Texts(FILE, allowed, null);
  }

  /** One of these words, or else an absolute path. */
  public static Texts absolutePathOr(Words<String> words, String allowed) {
    return new Texts(ABSOLUTE_PATH, allowed, words);
  }

  public static Texts fileName() {
    return new Texts(FILE_NAME, "a file name without a directory", null);
  }

  /** Permissions of a file, as three octal digits. */
  public static Texts fileMode() {
    return new Texts(FILE_MODE, "three octal digits like 644, of which the first is 6 or 7", null);
  }

  /** The path of a URL. An empty text means not set. */
  public static Texts urlPath() {
    return new Texts(
        URL_PATH,
        "a path below /, like /metrics, of letters, digits and - . _ / ~, without // and /.",
        null);
  }

  /** The URL of a server, perhaps with a path. An empty text means not set. */
  public static Texts httpUrl() {
    return new Texts(HTTP_URL, "a URL like https://host:port, without a user", null);
  }

  public static Texts host() {
    return new Texts(HOST, "a host name or an IP address, without a port", null);
  }

  @Override
  public @Nullable String read(Assignment assignment, ConfigProblems problems) {
    if (form == LABEL || form == TARGET_LABEL) {
      String key = assignment.key();
      String label = key.substring(key.lastIndexOf('.') + 1);
      if (form == LABEL
          ? OperationNames.isReservedEverywhere(label)
          : OperationNames.isOfSamples(label)) {
        throw new IllegalArgumentException("the label " + label + " has a meaning of its own");
      }
    }
    return parse(assignment.value());
  }

  @Override
  public @Nullable String parse(String text) {
    if (text.codePointCount(0, text.length()) > longest) {
      throw notAllowed();
    }
    switch (form) {
      case LINE:
      case PATH:
        return text.isEmpty() ? null : withoutControlCharacters(text);
      case FILE:
        File file = new File(withoutControlCharacters(text));
        if (file.exists() && !file.isFile()) {
          throw new IllegalArgumentException("it is not a regular file; allowed is " + allowed);
        }
        return text.isEmpty() ? null : text;
      case ABSOLUTE_PATH:
        boolean path = new File(text).isAbsolute() && !hasControlCharacter(text);
        return path || words == null ? text : word(words, text);
      case FILE_NAME:
        if (!isFileName(text)) {
          throw notAllowed();
        }
        return text;
      case HOST:
        String host = host(text);
        if (host == null) {
          throw notAllowed();
        }
        return host;
      case FILE_MODE:
        if (!isFileMode(text)) {
          throw notAllowed();
        }
        return text;
      case URL_PATH:
        if (!text.isEmpty() && !isUrlPath(text)) {
          throw notAllowed();
        }
        return text.isEmpty() ? null : text;
      case HTTP_URL:
        if (!text.isEmpty() && !Urls.isServer(text)) {
          throw notAllowed();
        }
        return text.isEmpty() ? null : text;
      default:
        return text;
    }
  }

  /** A class of its own, because few starts need it. */
  private static final class Urls {
    static boolean isServer(String text) {
      try {
        URI url = new URI(text);
        String scheme = String.valueOf(url.getScheme());
        return (scheme.equals("http") || scheme.equals("https"))
            && url.getHost() != null
            && url.getRawUserInfo() == null
            && url.getRawQuery() == null
            && url.getRawFragment() == null;
      } catch (URISyntaxException e) {
        return false;
      }
    }
  }

  private String word(Words<String> words, String text) {
    try {
      return words.parse(text);
    } catch (IllegalArgumentException e) {
      throw notAllowed();
    }
  }

  private static String withoutControlCharacters(String text) {
    if (hasControlCharacter(text)) {
      throw new IllegalArgumentException(
          "it holds a control character; in a file, a backslash is written \\\\");
    }
    return text;
  }

  @Override
  public String allowed() {
    return allowed;
  }

  @Override
  public boolean isPath() {
    return form == PATH || form == FILE;
  }

  /** Whether it is below the root, and looks the same however it is sent. */
  private static boolean isUrlPath(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = c < 128 && Character.isLetterOrDigit(c);
      if (!plain && "-._/~".indexOf(c) < 0) {
        return false;
      }
    }
    return text.length() > 1
        && text.startsWith("/")
        && !text.contains("//")
        && !text.contains("/.");
  }

  private static boolean isFileMode(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < (i == 0 ? '6' : '0') || c > '7') {
        return false;
      }
    }
    return text.length() == 3;
  }

  private static boolean isFileName(String text) {
    return !text.isEmpty()
        && !text.equals(".")
        && !text.equals("..")
        && text.indexOf('/') < 0
        && text.indexOf('\\') < 0
        && !hasControlCharacter(text);
  }

  private static boolean hasControlCharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The host without brackets, or null if the text cannot be a host. The endpoint resolves the name
   * when it starts. This does not resolve it, because a resolver may take seconds and the
   * application is waiting.
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
}
