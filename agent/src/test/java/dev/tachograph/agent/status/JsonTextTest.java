package dev.tachograph.agent.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
  @Test
  void whatItCanWrite() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", "a b");
    map.put("numbers", Arrays.asList(1, -2L, null));
    map.put(
        "nested", Map.of("empty", List.of(), "none", Map.of()).keySet().stream().sorted().toList());
    map.put("yes", true);

    assertThat(JsonText.of(map))
        .isEqualTo(
            "{\"text\":\"a b\",\"numbers\":[1,-2,null],\"nested\":[\"empty\",\"none\"],"
                + "\"yes\":true}\n");
    assertThat(JsonText.of(Map.of())).isEqualTo("{}\n");
    assertThat(JsonText.of(List.of())).isEqualTo("[]\n");
  }

  @Test
  void everythingElseIsEscaped() {
    assertThat(JsonText.of("\"\\\n\t\0\u007f</script>&ü\u2028\ud83d\ude00\ud83d"))
        .isEqualTo(
            "\"\\\"\\\\\\u000a\\u0009\\u0000\\u007f\\u003c/script\\u003e\\u0026\\u00fc\\u2028"
                + "\\ud83d\\ude00\\ud83d\"\n");
    assertThat(JsonText.of(Map.of("\"", 1))).isEqualTo("{\"\\\"\":1}\n");
  }

  @Test
  void whatHasNoForm_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> JsonText.of(0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> JsonText.of(new Object()));
  }
}
