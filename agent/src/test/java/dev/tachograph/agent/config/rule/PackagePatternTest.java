package dev.tachograph.agent.config.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackagePatternTest {
  @Test
  void twoStarsAreAPackageWithThoseBelow_nestedClassesIncluded() {
    PackagePattern pattern = PackagePattern.parse("com.acme.**");
    assertThat(pattern.matches("com/acme/Mailer")).isTrue();
    assertThat(pattern.matches("com/acme/jobs/Mailer$Letter")).isTrue();
    assertThat(pattern.matches("com/acmes/Mailer")).isFalse();
  }

  @Test
  void oneStarIsAPackage_andANameAClass() {
    assertThat(PackagePattern.parse("com.acme.*").matches("com/acme/Mailer$Letter")).isTrue();
    assertThat(PackagePattern.parse("com.acme.*").matches("com/acme/jobs/Mailer")).isFalse();
    assertThat(PackagePattern.parse("com.acme.Mailer").matches("com/acme/Mailer$Letter")).isTrue();
    assertThat(PackagePattern.parse("com.acme.Mailer").matches("com/acme/Sender")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"com.acme", "**", "java.util.**", "dev.tachograph.**", "com..acme.*", "a b.*"})
  void whatNamesNoPackageOfTheApplication_isRefused(String text) {
    assertThatThrownBy(() -> PackagePattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
