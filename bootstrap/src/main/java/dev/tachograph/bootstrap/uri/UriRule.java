package dev.tachograph.bootstrap.uri;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Gives a template to the paths that a regular expression matches. */
public final class UriRule {
  /** Its message explains in one line what is wrong with a pattern. */
  public static final class PatternException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    PatternException(String message) {
      super(message);
    }
  }

  private static volatile @Nullable Consumer<String> log;

  private final AtomicBoolean toldOfGivingUp = new AtomicBoolean();
  private final Pattern pattern;
  private final String template;
  private final boolean hasGroups;

  private UriRule(Pattern pattern, String template) {
    this.pattern = pattern;
    this.template = template;
    this.hasGroups = template.indexOf('$') >= 0;
  }

  /**
   * Makes a rule.
   *
   * @param pattern a regular expression for whole paths, without host and query
   * @param template the template, where {@code $1} stands for the match of the first group
   * @throws PatternException if the pattern cannot be used
   * @throws IllegalArgumentException if the template cannot be used
   */
  public static UriRule parse(String pattern, String template) {
    Pattern compiled;
    try {
      compiled = Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new PatternException(e.getDescription() + " at index " + e.getIndex());
    } catch (StackOverflowError e) {
      throw new PatternException("it is nested too deeply");
    }
    if (template.isEmpty()) {
      throw new IllegalArgumentException("it is empty");
    }
    int groups = compiled.matcher("").groupCount();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c < ' ' || c == 127 || c == '\\') {
        throw new IllegalArgumentException("it holds a backslash or a control character");
      }
      if (c == '$') {
        int group = i + 1 < template.length() ? template.charAt(i + 1) - '0' : -1;
        if (group < 0 || group > 9 || group > groups) {
          throw new IllegalArgumentException(
              "a $ must be followed by the number of one of the pattern's groups, of which there"
                  + " are "
                  + groups);
        }
      }
    }
    return new UriRule(compiled, template);
  }

  /** Sets the log that receives one message for each rule that gives up on a path. */
  public static void logTo(Consumer<String> log) {
    UriRule.log = log;
  }

  /** The template of a path; null if the pattern does not match, or gives up on the path. */
  @Nullable String apply(String path) {
    try {
      Matcher matcher = pattern.matcher(new BoundedPath(path));
      if (!matcher.matches()) {
        return null;
      }
      return hasGroups ? filledIn(matcher) : template;
    } catch (BoundedPath.ReadTooOften e) {
      giveUp("takes too many steps", path);
    } catch (StackOverflowError e) {
      // The JDK matches some patterns with one call for each character.
      giveUp("takes more than the stack", path);
    }
    return null;
  }

  private String filledIn(Matcher matcher) {
    StringBuilder filled = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      char c = template.charAt(at++);
      if (c != '$') {
        filled.append(c);
        continue;
      }
      int group = 0;
      // Take more than one digit if the pattern has that many groups.
      do {
        group = group * 10 + template.charAt(at++) - '0';
      } while (at < template.length()
          && Character.digit(template.charAt(at), 10) >= 0
          && group * 10 + template.charAt(at) - '0' <= matcher.groupCount());
      String matched = matcher.group(group);
      filled.append(matched == null ? "" : matched);
    }
    return filled.toString();
  }

  private void giveUp(String why, String path) {
    Consumer<String> log = UriRule.log;
    if (log != null && toldOfGivingUp.compareAndSet(false, true)) {
      log.accept(
          "the pattern "
              + pattern
              + " of uri.rules "
              + why
              + " for a path of "
              + path.length()
              + " characters; it is taken not to match where that is so, which is told only once");
    }
  }
}
