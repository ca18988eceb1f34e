package dev.tachograph.agent.weave.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CachePlacesTest {
  private static final String ENGINE = "0123456789abcdef".repeat(4);
  private static final File JAR = new File("/opt/tachograph/tachograph.jar");
  private static final File BESIDE_THE_JAR = new File("/opt/tachograph/tachograph.woven");

  @Test
  void besideTheJar_thenTheUsersOwnCacheDirectory() {
    CachePlaces places = CachePlaces.usual(JAR, ENGINE, Map.of(), "/home/ann");
    File own = new File("/home/ann/.cache/tachograph/0123456789abcdef.woven");
    assertThat(places.toRead()).containsExactly(BESIDE_THE_JAR, own);
    assertThat(places.toWrite()).isEqualTo(own);
  }

  @Test
  void cacheDirectoryOfTheEnvironmentComesBeforeTheHome() {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", "/var/cache/ann");
    CachePlaces places = CachePlaces.usual(JAR, ENGINE, environment, "/home/ann");
    assertThat(places.toWrite())
        .isEqualTo(new File("/var/cache/ann/tachograph/0123456789abcdef.woven"));
  }

  @Test
  void relativeCacheDirectoryDoesNotCount() {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", "cache");
    assertThat(CachePlaces.usual(JAR, ENGINE, environment, "/home/ann").toWrite())
        .isEqualTo(new File("/home/ann/.cache/tachograph/0123456789abcdef.woven"));
  }

  @Test
  void userWithoutAHomeOnlyReadsBesideTheJar() {
    for (@Nullable String home : new @Nullable String[] {null, "", "?", "/"}) {
      CachePlaces places = CachePlaces.usual(JAR, ENGINE, Map.of(), home);
      assertThat(places.toRead()).containsExactly(BESIDE_THE_JAR);
      assertThat(places.toWrite()).isNull();
    }
  }

  @Test
  void configuredFileTakesThePlaceOfAll() {
    File file = new File("/srv/woven");
    assertThat(CachePlaces.configured(file).toRead()).containsExactly(file);
    assertThat(CachePlaces.configured(file).toWrite()).isEqualTo(file);
  }
}
