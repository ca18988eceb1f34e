package dev.tachograph.agent.config.keys;

import static dev.tachograph.agent.config.Configs.errors;
import static dev.tachograph.agent.config.Configs.fromArguments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.config.AgentConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that name files to read. What is no regular file could keep the reader for ever. */
class FileKeysTest {
  private final Path directory;

  FileKeysTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.auth.bearer-file",
        "http.auth.basic.password-file",
        "http.tls.certificate",
        "http.tls.key",
        "http.tls.keystore",
        "http.tls.password-file",
        "http.tls.client-ca",
        "http.mount.bearer-file",
        "jmx.config",
        "process.watch.db.pidfile",
        "push.password-file",
        "push.bearer-file",
        "push.headers-file",
        "push.trust-store",
        "push.trust-store-password-file"
      })
  void whatIsNoRegularFile_isRefused(String key) {
    assertThat(errors(fromArguments(key + "=" + directory)))
        .anySatisfy(
            error ->
                assertThat(error)
                    .contains(key + "=" + directory, "cannot be used", "it is not a regular file"));
  }

  @Test
  void aLinkToAFile_asKubernetesMakesOfASecret_isUsed() throws IOException {
    Path file = Files.writeString(directory.resolve("..data"), "x");
    Path link = Files.createSymbolicLink(directory.resolve("token"), file);
    AgentConfig config = fromArguments("http.auth.bearer-file=" + link);

    assertThat(config.problems()).isEmpty();
    assertThat(config.find(HttpKeys.AUTH_BEARER_FILE)).isEqualTo(link.toString());
  }

  /** With the rest alone, the endpoint would be open to more than it says. */
  @ParameterizedTest
  @CsvSource({
    "http.tls.client-ca, 'http.tls.certificate=/c,http.tls.key=/k'",
    "http.tls.password-file, http.tls.keystore=/s",
    "http.auth.bearer-file, 'http.auth.basic.user=a,http.auth.basic.password-file=/p'",
    "http.auth.bearer-file, http.port=0"
  })
  void aProtectionThatCannotBeUsed_leavesNoEndpoint(String key, String rest) {
    AgentConfig config = fromArguments(rest + "," + key + "=" + directory);

    assertThat(config.get(HttpKeys.ENABLED)).isFalse();
    assertThat(errors(config)).anyMatch(error -> error.startsWith(key + " cannot be used"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"push.bearer-file", "push.headers-file", "push.trust-store"})
  void withoutItsSecret_nothingIsPushed(String key) {
    AgentConfig config = fromArguments("push.url=http://g,push.job=j," + key + "=" + directory);

    assertThat(config.find(PushKeys.URL)).isNull();
  }
}
