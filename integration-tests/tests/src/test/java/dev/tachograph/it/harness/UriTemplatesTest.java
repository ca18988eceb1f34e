package dev.tachograph.it.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UriTemplatesTest {
  private final UriTemplates templates =
      new UriTemplates(List.of("/tasks/{id}", "/tasks/{id}/ack", "/tasks/update-v2", "/tasks"));

  @Test
  void thePathWithFewerPlaceholders_isCloser() {
    assertThat(templates.of("/tasks")).isEqualTo("/tasks");
    assertThat(templates.of("/tasks/update-v2")).isEqualTo("/tasks/update-v2");
    assertThat(templates.of("/tasks/17")).isEqualTo("/tasks/{id}");
    assertThat(templates.of("/tasks/17/ack")).isEqualTo("/tasks/{id}/ack");
  }

  @Test
  void aPathThatNoTemplateStandsFor_isRefused() {
    assertThatThrownBy(() -> templates.of("/tasks/17/log")).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> templates.of("/workflow")).isInstanceOf(AssertionError.class);
  }
}
