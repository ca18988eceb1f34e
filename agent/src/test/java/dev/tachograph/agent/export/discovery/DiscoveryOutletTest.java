package dev.tachograph.agent.export.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryOutletTest {
  private final Path directory;
  private int port = 9781;

  DiscoveryOutletTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private DiscoveryOutlet outlet(String host, String scheme) {
    return new DiscoveryOutlet(
        new DiscoveryOptions(directory, host, Map.of("region", "e\"u", "env", "prod")),
        scheme,
        () -> port);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.collect(Collectors.toList());
    }
  }

  @Test
  void theFileHasAddressAndLabelsAndIsReadableByAll() throws IOException {
    outlet("127.0.0.1", "http").send();

    assertThat(files()).hasSize(1);
    Path file = files().get(0);
    assertThat(file.getFileName().toString()).startsWith("tachograph-").endsWith(".json");
    assertThat(Files.readString(file).replaceAll("\\s", ""))
        .isEqualTo(
            "[{\"targets\":[\"127.0.0.1:9781\"],"
                + "\"labels\":{\"env\":\"prod\",\"region\":\"e\\\"u\"}}]");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void httpsAndAnAddressOfSixBytesAreWrittenAsPrometheusReadsThem() throws IOException {
    outlet("::1", "https").send();

    assertThat(Files.readString(files().get(0)))
        .contains("[::1]:9781")
        .containsPattern("\"__scheme__\":\\s*\"https\"");
  }

  @Test
  void theFileFollowsThePortAndGoesWithIt() throws IOException {
    DiscoveryOutlet outlet = outlet("127.0.0.1", "http");
    outlet.send();
    assertThat(outlet.isDue()).isFalse();

    port = 9790;
    assertThat(outlet.isDue()).isTrue();
    outlet.send();
    assertThat(files()).hasSize(1);
    assertThat(Files.readString(files().get(0))).contains("9790");

    port = -1;
    outlet.send();
    assertThat(files()).isEmpty();

    port = 9790;
    outlet.send();
    outlet.sendLast();
    assertThat(files()).isEmpty();
  }

  @Test
  void whatNobodyHoldsIsRemovedAndWhatIsNotOursStays() throws IOException {
    Files.writeString(directory.resolve("tachograph-1-abc.json"), "[]");
    Files.writeString(directory.resolve("other.json"), "[]");
    Files.createDirectory(directory.resolve("tachograph-directory.json"));
    DiscoveryOutlet first = outlet("127.0.0.1", "http");
    DiscoveryOutlet second = outlet("127.0.0.1", "http");

    first.send();
    second.send();
    first.send();

    assertThat(files().stream().map(file -> file.getFileName().toString()))
        .hasSize(4)
        .contains("other.json", "tachograph-directory.json")
        .doesNotContain("tachograph-1-abc.json");
  }

  @Test
  void aMissingDirectoryIsAFailure() {
    DiscoveryOutlet outlet =
        new DiscoveryOutlet(
            new DiscoveryOptions(directory.resolve("later"), "h", Map.of()), "http", () -> port);
    assertThatThrownBy(outlet::send).isInstanceOf(IOException.class);
    assertThat(outlet.isDue()).isTrue();
  }
}
