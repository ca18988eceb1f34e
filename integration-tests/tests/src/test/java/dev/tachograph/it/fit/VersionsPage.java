package dev.tachograph.it.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code docs/versions.md}: what the matrix has found. */
final class VersionsPage {
  private static final String HEAD =
      """
      # Versions

      What the agent weaves, version by version. `FitIT` writes this page and fails if it is not current: it
      reads each version's class files, weaves them as the agent does, at their first load and loaded before,
      resolves every class, field and method that advice then refers to, and has the result verified. So it
      does with what `http.mount` calls in web servers. Versions of libraries come from `versions.txt` beside that
      test: the oldest and the newest that libraries.md and frameworks.md name, and of each minor version the newest
      that can be had. Those two pages name the versions that the integration tests run.

      - *works*: everything fits. How many methods have advice tells versions apart that are woven in
        different places.
      - *left alone*: something does not fit, so nothing is woven, and the agent says so once on stderr.
      - *works without*: that one class is left alone; nothing that is begun needs it to end.
      - *absent*: the version has none of the classes.

      ## Libraries

      | library | versions | | methods with advice |
      |---|---|---|---|
      """;

  private static final String JDKS =
      """

      ## JDKs

      Whose class files were looked at; those of 17.0.7 and 21.0.1 were not run.

      | JDK | executors | `jdkhttp` | `timer` | `urlconnection` |
      |---|---|---|---|---|
      """;

  private VersionsPage() {}

  /**
   * The page.
   *
   * @param committed the page as it is; JDKs that are not at hand are taken from there
   */
  static String of(Matrix matrix, String committed) {
    StringBuilder page = new StringBuilder(HEAD);
    matrix.libraries.forEach((library, verdicts) -> addLibrary(page, library, verdicts));
    page.append(JDKS);
    Map<Runtime.Version, String> rows = new TreeMap<>(jdkRows(committed));
    matrix.jdks.forEach(
        (version, verdicts) ->
            rows.computeIfPresent(
                Runtime.Version.parse(version), (key, row) -> jdkRow(version, verdicts)));
    rows.values().forEach(page::append);
    return page.toString();
  }

  private static void addLibrary(
      StringBuilder page, String library, Map<String, Verdict> verdicts) {
    List<String> versions = new ArrayList<>();
    String result = "";
    for (Map.Entry<String, Verdict> one : verdicts.entrySet()) {
      String next = one.getValue() + " | " + one.getValue().places();
      if (!next.equals(result) && !versions.isEmpty()) {
        addRow(page, library, versions, result);
        versions.clear();
      }
      versions.add(one.getKey());
      result = next;
    }
    addRow(page, library, versions, result);
  }

  private static void addRow(
      StringBuilder page, String library, List<String> versions, String result) {
    page.append("| " + library + " | " + String.join(", ", versions) + " | " + result + " |\n");
  }

  private static String jdkRow(String version, Map<String, Verdict> verdicts) {
    StringBuilder row = new StringBuilder("| " + version + " |");
    for (String name : Matrix.OF_JDK) {
      row.append(" " + verdicts.get(name) + " |");
    }
    return row.append('\n').toString();
  }

  /** The rows of a page, by the JDK's version. */
  static Map<Runtime.Version, String> jdkRows(String page) {
    Map<Runtime.Version, String> rows = new TreeMap<>();
    boolean jdks = false;
    for (String line : page.split("\n")) {
      jdks = jdks || line.startsWith("## JDKs");
      if (jdks && line.matches("\\| \\d.*")) {
        rows.put(Runtime.Version.parse(line.split(" ")[1]), line + "\n");
      }
    }
    return rows;
  }
}
