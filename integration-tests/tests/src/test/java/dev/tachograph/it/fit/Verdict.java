package dev.tachograph.it.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What comes of a version: works, is left alone, or is absent; and where advice is. */
final class Verdict {
  private final Set<String> woven = new TreeSet<>();
  private final Set<String> leftAlone = new TreeSet<>();
  private final Set<String> places = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  void add(WovenLibrary library) {
    for (WovenClass one : library.classes) {
      String name = one.name.substring(one.name.lastIndexOf('/') + 1);
      if (one.leftAlone != null) {
        leftAlone.add(
            name
                + (one.when == WovenClass.When.LOADED_BEFORE ? " at an attach" : "")
                + ": "
                + inShort(one.leftAlone));
      } else if (one.isWoven()) {
        woven.add(name);
        one.methods.forEach(method -> places.add(name + "." + method));
      }
      one.problems.forEach(problem -> problems.add(one.name + ", " + one.when + ": " + problem));
    }
  }

  /** Without descriptors, which only the code needs. */
  private static String inShort(String reason) {
    return reason.replaceAll("\\(\\S*\\)\\S*", "").replace("<init>", "its constructor");
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /** What would be a LinkageError in the application. */
  List<String> problems() {
    return problems;
  }

  /** In how many methods there is advice. */
  int places() {
    return places.size();
  }

  @Override
  public String toString() {
    // What is left alone at its first load is so at an attach as well.
    String why =
        leftAlone.stream()
            .filter(
                reason ->
                    !reason.contains(" at an attach: ")
                        || !leftAlone.contains(reason.replace(" at an attach: ", ": ")))
            .collect(Collectors.joining("; "));
    if (why.isEmpty()) {
      return woven.isEmpty() ? "absent" : "works";
    }
    return (woven.isEmpty() ? "left alone: " : "works without ") + why;
  }
}
