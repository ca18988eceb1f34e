package dev.tachograph.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClassPathsTest {
  private static final Pattern VERSIONED = Pattern.compile("([a-zA-Z-]+)-\\d[\\w.-]*\\b");
  private static final Pattern LITERAL = Pattern.compile("\"(" + VERSIONED + ")[@\"]");

  /** What only the full matrix runs would not be missed before. */
  @Test
  void librariesThatTestsName_haveLines() throws IOException {
    Set<String> lines = new HashSet<>();
    Set<String> families = new HashSet<>();
    for (String line : ClassPaths.names()) {
      String name = line.substring(line.lastIndexOf('/') + 1);
      lines.add(name);
      Matcher versioned = VERSIONED.matcher(name);
      if (versioned.matches()) {
        families.add(versioned.group(1));
      }
    }
    List<String> named = new ArrayList<>();
    try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
      for (Path source : sources.filter(ClassPathsTest::isOfTests).toList()) {
        LITERAL
            .matcher(Files.readString(source))
            .results()
            .filter(literal -> families.contains(literal.group(2)))
            .forEach(literal -> named.add(literal.group(1)));
      }
    }
    assertThat(named).hasSizeGreaterThan(100);
    assertThat(lines).containsAll(named);
  }

  private static boolean isOfTests(Path source) {
    String name = source.toString();
    return name.endsWith("IT.java") || name.endsWith("Scenario.java");
  }

  @Test
  void anotherVersion_takesThePlaceOfTheOneThatTheLineIsNamedAfter() {
    assertThat(
            ClassPaths.inVersion(
                "org.acme:client:9.2.0.v20140526 org.acme:tests:jar:tests:9.2.0@jar org.slf4j:slf4j:9.2.01",
                "9.2.0",
                "9.4.58.v2025"))
        .isEqualTo(
            "org.acme:client:9.4.58.v2025 org.acme:tests:jar:tests:9.4.58.v2025@jar org.slf4j:slf4j:9.2.01");
  }
}
