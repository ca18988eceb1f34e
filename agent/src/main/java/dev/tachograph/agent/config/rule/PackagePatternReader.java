package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Key;
import java.util.ArrayList;
import java.util.List;

/** Reads a list of packages. It leaves out a pattern that cannot be used. */
public final class PackagePatternReader {
  private final ConfigReader reader;

  public PackagePatternReader(ConfigReader reader) {
    this.reader = reader;
  }

  /** The patterns in the value of a key; none if it is not set. */
  public List<PackagePattern> read(Key<String> key) {
    List<PackagePattern> patterns = new ArrayList<>();
    Assignment assignment = reader.assignment(key.name());
    if (assignment != null) {
      StringBuilder used = new StringBuilder();
      for (String part : assignment.value().split(",")) {
        String text = part.trim();
        if (!text.isEmpty() && add(text, assignment, key, patterns)) {
          used.append(used.length() == 0 ? "" : ", ").append(text);
        }
      }
      reader.show(new Assignment(key.name(), used.toString(), assignment.source()));
    }
    return patterns;
  }

  private boolean add(
      String text, Assignment assignment, Key<String> key, List<PackagePattern> patterns) {
    try {
      patterns.add(PackagePattern.parse(text));
      return true;
    } catch (IllegalArgumentException e) {
      reader
          .problems()
          .error(
              key.name()
                  + ": "
                  + ConfigProblem.shown(text)
                  + " ("
                  + assignment.source()
                  + ") cannot be used: "
                  + e.getMessage()
                  + "; allowed are "
                  + key.allowed()
                  + "; this pattern is left out");
      return false;
    }
  }
}
