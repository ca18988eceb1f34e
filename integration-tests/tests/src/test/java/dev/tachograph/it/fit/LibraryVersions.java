package dev.tachograph.it.fit;

import dev.tachograph.it.harness.Artifacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One library, and its versions to be looked at: a section of {@code versions.txt}. */
public final class LibraryVersions {
  private static final String VERSION = "VERSION";

  final String name;
  final List<String> versions = new ArrayList<>();

  /** What {@link Artifacts#classPath} takes, with a placeholder for the version. */
  private final List<String> coordinates = new ArrayList<>();

  private LibraryVersions(String name) {
    this.name = name;
  }

  /** The versions of the library with this name, ascending. */
  public static List<String> of(String name) {
    return all().stream()
        .filter(library -> library.name.equals(name))
        .map(library -> List.copyOf(library.versions))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("versions.txt has no " + name));
  }

  static List<LibraryVersions> all() {
    List<LibraryVersions> all = new ArrayList<>();
    for (String line : text().split("\n")) {
      if (!line.isBlank() && !line.startsWith("#")) {
        if (line.startsWith(" ")) {
          all.get(all.size() - 1).add(List.of(line.strip().split("\\s+")));
        } else {
          all.add(new LibraryVersions(line.strip()));
        }
      }
    }
    return all;
  }

  private static String text() {
    try (var in = LibraryVersions.class.getResourceAsStream("versions.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(List<String> words) {
    if (words.get(0).equals("of")) {
      coordinates.addAll(words.subList(1, words.size()));
    } else {
      versions.addAll(words);
    }
  }

  /** The library's own jars. */
  List<Path> jars(String version) {
    return Artifacts.jars(
        coordinates.stream()
            .map(one -> one.replace("@jar", ""))
            .filter(one -> one.endsWith(VERSION) && !one.startsWith("-"))
            .map(one -> one.replace(VERSION, version))
            .toList());
  }

  /** The library, and all that it depends on. */
  List<Path> classPath(String version) {
    return Artifacts.classPath(
        coordinates.stream().map(one -> one.replace(VERSION, version)).toArray(String[]::new));
  }
}
