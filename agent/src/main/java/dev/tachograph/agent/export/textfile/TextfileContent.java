package dev.tachograph.agent.export.textfile;

import dev.tachograph.agent.config.value.Glob;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What a textfile holds, and who may read it. Immutable. */
public final class TextfileContent {
  static final TextfileContent ALL =
      new TextfileContent(
          Collections.emptyList(), Collections.emptyMap(), AtomicFile.READABLE_BY_ALL);

  private static final String[] SUFFIXES = {"", "_total", "_info"};
  private static final String PERMISSIONS = "rwxrwxrwx";

  final Map<String, String> labels;
  final String permissions;
  private final List<String> include;

  private TextfileContent(List<String> include, Map<String, String> labels, String permissions) {
    this.include = include;
    this.labels = labels;
    this.permissions = permissions;
  }

  /**
   * @param include patterns of families; empty = all
   * @param labels what is added to all series
   * @param mode three octal digits
   */
  public static TextfileContent of(List<String> include, Map<String, String> labels, String mode) {
    StringBuilder permissions = new StringBuilder();
    for (int i = 0; i < PERMISSIONS.length(); i++) {
      int bits = mode.charAt(i / 3) - '0';
      permissions.append((bits & (4 >> (i % 3))) != 0 ? PERMISSIONS.charAt(i) : '-');
    }
    return new TextfileContent(include, labels, permissions.toString());
  }

  /**
   * Whether the file holds a family. It leaves out {@code process_*}, because the file's reader
   * exposes that of its own process, as node_exporter does, and would refuse families of the same
   * names.
   *
   * @param family the library's name, without {@code _total} or {@code _info}
   */
  boolean includes(String family) {
    return !family.startsWith("process_") && (include.isEmpty() || isNamed(family));
  }

  private boolean isNamed(String family) {
    for (String pattern : include) {
      for (String suffix : SUFFIXES) {
        if (Glob.matches(pattern, family + suffix)) {
          return true;
        }
      }
    }
    return false;
  }
}
