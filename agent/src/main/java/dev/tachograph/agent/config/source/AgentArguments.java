package dev.tachograph.agent.config.source;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigProblems;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroups;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text after the {@code =} of {@code -javaagent:tachograph.jar=}: the path of a properties
 * file, or {@code key=value,key=value}.
 *
 * <p>It is a path if it has no {@code =}, or a slash before the first one: no key has a slash. A
 * piece without {@code =} belongs to the value before it, so that values may hold commas.
 */
public final class AgentArguments {
  static final String SOURCE = "agent argument";

  private final @Nullable String file;
  private final List<Assignment> assignments;

  private AgentArguments(@Nullable String file, List<Assignment> assignments) {
    this.file = file;
    this.assignments = assignments;
  }

  static AgentArguments parse(@Nullable String text, ConfigProblems problems) {
    List<Assignment> assignments = new ArrayList<>();
    if (text == null || text.trim().isEmpty()) {
      return new AgentArguments(null, assignments);
    }
    int equals = text.indexOf('=');
    if (equals < 0 || hasSlashBefore(text, equals)) {
      return new AgentArguments(text.trim(), assignments);
    }
    String key = null;
    StringBuilder value = new StringBuilder();
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      String piece = text.substring(start, end).trim();
      start = end + 1;
      equals = piece.indexOf('=');
      if (equals >= 0) {
        if (key != null) {
          assignments.add(new Assignment(key, value.toString(), SOURCE));
        }
        key = piece.substring(0, equals).trim();
        value.setLength(0);
        value.append(piece.substring(equals + 1).trim());
      } else if (key != null && !piece.isEmpty()) {
        value.append(',').append(piece);
      } else if (!piece.isEmpty()) {
        reportNoSetting(piece, problems);
      }
    }
    if (key != null) {
      assignments.add(new Assignment(key, value.toString(), SOURCE));
    }
    return new AgentArguments(null, assignments);
  }

  private static void reportNoSetting(String piece, ConfigProblems problems) {
    problems.error(
        "'"
            + ConfigProblem.shown(piece)
            + "' ("
            + SOURCE
            + ") is ignored: allowed are key=value,key=value or the path of a file alone;"
            + " to give both, write config.file=path,key=value");
  }

  private static boolean hasSlashBefore(String text, int end) {
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '/' || text.charAt(i) == '\\') {
        return true;
      }
    }
    return false;
  }

  /** The properties file, if the arguments are a path. */
  @Nullable String file() {
    return file;
  }

  /** The assignments in the order in which they were written. */
  List<Assignment> assignments() {
    return assignments;
  }

  /** The same arguments with absolute paths, for a JVM with another working directory. */
  public static String withAbsolutePaths(String text) {
    AgentArguments arguments = parse(text, new ConfigProblems());
    if (arguments.file != null) {
      return new File(arguments.file).getAbsolutePath();
    }
    StringBuilder absolute = new StringBuilder();
    for (int i = 0; i < arguments.assignments.size(); i++) {
      Assignment assignment = arguments.assignments.get(i);
      Key<?> key = KeyGroups.find(assignment.key());
      boolean path = key != null && key.isPath();
      String value = assignment.value();
      absolute
          .append(i == 0 ? "" : ",")
          .append(assignment.key())
          .append('=')
          .append(path && !value.isEmpty() ? new File(value).getAbsolutePath() : value);
    }
    return absolute.toString();
  }
}
