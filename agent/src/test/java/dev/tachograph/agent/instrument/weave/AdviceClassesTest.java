package dev.tachograph.agent.instrument.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the weaver demands of advice holds for all there is, and not only for what a test weaves.
 */
class AdviceClassesTest {
  @Test
  void allAdviceIsStraightLineCodeThatCallsAProbe() throws Exception {
    List<String> names = adviceClasses();
    assertThat(names).hasSizeGreaterThan(20);
    for (String name : names) {
      AdviceClass advice =
          AdviceClass.read(Class.forName(name, false, getClass().getClassLoader()));
      for (AdviceMethod method : new AdviceMethod[] {advice.enter, advice.exit}) {
        if (method != null) {
          assertThat(method.probe).as(name).endsWith("Probe");
        }
      }
    }
  }

  private static List<String> adviceClasses() throws IOException {
    String root =
        LibraryInstrumentation.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    Path classes = Path.of(root);
    try (Stream<Path> files = Files.walk(classes.resolve("dev/tachograph/agent/instrument"))) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith("Advice.class") && !file.contains("weave"))
          .map(file -> file.substring(0, file.length() - 6).replace('/', '.'))
          .collect(Collectors.toList());
    }
  }
}
