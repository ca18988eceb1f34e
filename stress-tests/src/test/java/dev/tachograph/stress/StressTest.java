package dev.tachograph.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs all tests of jcstress, in JVMs of their own: shortly in each build, and for longer with
 * {@code -Dstress.time= -Dtest.timeout=0}, milliseconds for each test and way of compiling it.
 */
class StressTest {
  private static final long SHORT = 100;
  private static final long SHORT_MINUTES = 15;
  private static final long LONG_MINUTES = 24 * 60;

  @Test
  @Timeout(value = LONG_MINUTES, unit = TimeUnit.MINUTES)
  void nothingIsLostOrTorn_whateverTwoThreadsDoToEachOther(@TempDir Path directory)
      throws Exception {
    long millis = Long.getLong("stress.time", SHORT);
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-r",
                directory.resolve("report").toString(),
                "-v",
                "-hs",
                "128",
                "-iters",
                "1",
                "-time",
                String.valueOf(millis)));
    if (millis == SHORT) {
      // One way of compiling, and no binding of threads to processors: others are at work there.
      command.addAll(
          List.of("-sc", "false", "-af", "NONE", "-jvmArgs", "-XX:+UseSerialGC -Xmx256m"));
    }
    Path output = directory.resolve("output");
    Process jcstress =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      // The JVMs that it has started would outlive a build that ends this one.
      boolean ended =
          jcstress.waitFor(millis == SHORT ? SHORT_MINUTES : LONG_MINUTES, TimeUnit.MINUTES);
      String report = Files.readString(output);
      assertThat(ended).as(report).isTrue();
      assertThat(jcstress.exitValue()).as(report).isZero();
      assertThat(report).doesNotContain("[FAILED]").contains("Error tests: No matches.");
      assertThat(tests()).isNotEmpty().allMatch(test -> report.contains("[OK] " + test));
    } finally {
      jcstress.descendants().forEach(ProcessHandle::destroyForcibly);
      jcstress.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  /** The names of all tests, from the list that the annotation processor has written. */
  private static List<String> tests() throws IOException {
    try (InputStream list = StressTest.class.getResourceAsStream("/META-INF/TestList")) {
      String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
      return Pattern.compile("dev\\.tachograph[a-zA-Z.]*Stress(?=[0-9])")
          .matcher(text)
          .results()
          .map(MatchResult::group)
          .distinct()
          .toList();
    }
  }
}
