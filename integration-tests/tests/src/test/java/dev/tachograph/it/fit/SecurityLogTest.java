package dev.tachograph.it.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** By what names the JDKs at hand know threads on which the log of security events is not made. */
class SecurityLogTest {
  static List<JdkBuild> builds() {
    return JdkBuilds.atHand();
  }

  @ParameterizedTest
  @MethodSource("builds")
  void oneOfTheWaysIsOpen(JdkBuild build) {
    try (JdkImage image = new JdkImage(build.home())) {
      String events = text(image, "jdk/internal/event/EventHelper");
      String jars = text(image, "java/util/jar/JarFile");
      assertThat(
              Stream.of(
                  has(events, "tryBeginLookup", "endLookup"),
                  has(jars, "beginInit", "endInit"),
                  has(jars, "isInitializing", "Ljava/lang/ThreadLocal;")))
          .contains(true);
    }
  }

  private static boolean has(String classFile, String... names) {
    return Stream.of(names).allMatch(classFile::contains);
  }

  private static String text(JdkImage image, String name) {
    return new String(Objects.requireNonNull(image.read(name)), StandardCharsets.ISO_8859_1);
  }
}
