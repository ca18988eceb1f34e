package dev.tachograph.agent.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.Assignment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingMaskTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.auth.basic.password-file",
        "http.auth.bearer-file",
        "http.tls.keystore",
        "anything.token",
        "anything.Secret"
      })
  void shown_keyThatASecretBelongsTo_isMasked(String key) {
    assertThat(SettingMask.shown(new Assignment(key, "sesame", "agent argument")))
        .doesNotContain("sesame");
  }

  @Test
  void shown_addressWithAUser_losesTheUser() {
    assertThat(
            SettingMask.shown(
                new Assignment("a.url", "https://me:sesame@host/path", "agent argument")))
        .isEqualTo("https://…@host/path");
  }

  @Test
  void shown_defaultOfAGuardedKey_isShown() {
    assertThat(SettingMask.shown(new Assignment("http.tls.key", "not set", "default")))
        .isEqualTo("not set");
  }

  @Test
  void shown_anyOther_isShown() {
    assertThat(SettingMask.shown(new Assignment("http.port", "9779", "agent argument")))
        .isEqualTo("9779");
  }
}
