package dev.tachograph.it.harness;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the URI template of the agent that matches a path which a server received. */
public final class UriTemplates {
  private final List<String> templates;

  public UriTemplates(Collection<String> templates) {
    // /tasks/externalstoragelocation is not a task: the fewer placeholders, the closer the match.
    this.templates =
        templates.stream()
            .sorted(Comparator.comparingLong(t -> t.chars().filter(c -> c == '{').count()))
            .toList();
  }

  /** The closest template; fails if there is none. */
  public String of(String path) {
    return templates.stream()
        .filter(template -> matches(template, path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no uri stands for " + path + " in " + templates));
  }

  private static boolean matches(String template, String path) {
    String regex =
        Stream.of(template.split("/", -1))
            .map(s -> s.startsWith("{") && s.endsWith("}") ? "[^/]+" : Pattern.quote(s))
            .collect(Collectors.joining("/"));
    return path.matches(regex);
  }
}
