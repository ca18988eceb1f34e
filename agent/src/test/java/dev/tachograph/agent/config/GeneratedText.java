package dev.tachograph.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a page that is made from the code. */
final class GeneratedText {
  private static final String BEGIN = "<!-- made from the code -->\n";
  private static final String END = "<!-- end of what is made from the code -->\n";
  private static final String HOW_TO_WRITE =
      "%s is not what the code says; to write it anew: mvn -pl agent -am test"
          + " -Dtest=DocumentationTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true";

  private GeneratedText() {}

  /** Fails if the part is not this text; with {@code -Ddocs.write=true}, replaces it. */
  static void checkOrWrite(String file, String text) {
    try {
      Path path = Path.of(file);
      String page = Files.readString(path);
      int begin = page.indexOf(BEGIN) + BEGIN.length();
      int end = page.indexOf(END);
      assertThat(end).as("the end of the part in " + file).isGreaterThanOrEqualTo(begin);
      if (Boolean.getBoolean("docs.write")) {
        Files.writeString(path, page.substring(0, begin) + text + page.substring(end));
      } else {
        assertThat(page.substring(begin, end)).as(HOW_TO_WRITE, path.getFileName()).isEqualTo(text);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
