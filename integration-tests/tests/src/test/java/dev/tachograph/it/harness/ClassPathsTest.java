package dev.tachograph.it.harness;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassPathsTest {
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
