package dev.tachograph.agent.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tachograph.agent.export.testing.CapturedLog;
import dev.tachograph.agent.instrument.vertx.VertxInstrumentation;
import dev.tachograph.agent.weave.cache.WovenClassCache;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** With a real library, of which some classes are hidden or exchanged. */
class EndsTest {
  private static final String CLIENT = "io/vertx/core/http/impl/HttpClientImpl";
  private static final String REQUEST = "io/vertx/core/http/impl/HttpClientRequestImpl";
  private static final String RESPONSE = "io/vertx/core/http/impl/HttpClientResponseImpl";

  private final LibraryInstrumentation vertx = new VertxInstrumentation();
  private final Ends ends = new Ends(Set.of());

  /** A loader that finds other class files, or none, and remembers what it was asked for. */
  private static final class Finder extends ClassLoader {
    final List<String> asked = new ArrayList<>();
    private final UnaryOperator<@Nullable String> names;

    Finder(UnaryOperator<@Nullable String> names) {
      super(EndsTest.class.getClassLoader());
      this.names = names;
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String resource) {
      String name = resource.substring(0, resource.length() - ".class".length());
      asked.add(name);
      String other = names.apply(name);
      return other == null ? null : new ByteArrayInputStream(classFile(other));
    }
  }

  private static ShownClass shown(String className, ClassLoader loader) {
    return new ShownClass(loader, className, classFile(className), false);
  }

  private static byte[] classFile(String name) {
    try (InputStream in = EndsTest.class.getClassLoader().getResourceAsStream(name + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aClassWhoseEndsAllFit_isWoven() {
    assertThatCode(() -> ends.require(vertx, shown(CLIENT, new Finder(name -> name))))
        .doesNotThrowAnyException();
  }

  @Test
  void aClassWithAnEndThatIsNotThere_isLeftAlone() {
    Finder without = new Finder(name -> name.equals(RESPONSE) ? null : name);
    assertThatThrownBy(() -> ends.require(vertx, shown(CLIENT, without)))
        .hasMessage("there is no io.vertx.core.http.impl.HttpClientResponseImpl");
  }

  @Test
  void aClassWithAnEndThatDoesNotFit_isLeftAlone() {
    Finder changed = new Finder(name -> name.equals(REQUEST) ? RESPONSE : name);
    assertThatThrownBy(() -> ends.require(vertx, shown(CLIENT, changed)))
        .hasMessageStartingWith(
            "what it begins would have no end, since io.vertx.core.http.impl.HttpClientRequestImpl"
                + " does not fit: it has no ");
  }

  @Test
  void aClassThatBeginsNothing_needsNoOther() {
    Finder nothing = new Finder(name -> null);
    assertThatCode(() -> ends.require(vertx, shown(RESPONSE, nothing))).doesNotThrowAnyException();
    assertThat(nothing.asked).isEmpty();
  }

  @Test
  void aLoaderIsAskedOnce() throws IOException {
    Finder finder = new Finder(name -> name);
    ends.require(vertx, shown(CLIENT, finder));
    int asked = finder.asked.size();
    ends.require(vertx, shown(CLIENT, finder));

    assertThat(finder.asked).hasSize(asked).contains(REQUEST, RESPONSE);
  }

  @Test
  void aClassFileIsReadOnce_forTheCacheAndForTheFit() {
    Weaving weaving = new Weaving(() -> {}, new WovenClassCache(null, new File("none.jar"), false));
    Finder finder = new Finder(name -> name);
    assertThat(weaving.weave(finder, CLIENT, classFile(CLIENT), false, vertx, null)).isNotNull();

    assertThat(finder.asked).contains(REQUEST, RESPONSE).doesNotHaveDuplicates();
  }

  @Test
  void whatHasNoEnd_isNamedOnce() {
    Weaving weaving = new Weaving(() -> {}, null);
    Finder without = new Finder(name -> name.equals(RESPONSE) ? null : name);
    try (CapturedLog log = new CapturedLog()) {
      for (int i = 0; i < 2; i++) {
        assertThat(weaving.weave(without, CLIENT, classFile(CLIENT), false, vertx, null)).isNull();
      }
      assertThat(log.lines())
          .containsExactly(
              "tachograph WARN vertx: io.vertx.core.http.impl.HttpClientImpl is left as it is, since"
                  + " it does not fit: there is no io.vertx.core.http.impl.HttpClientResponseImpl");
    }
    assertThat(weaving.weave(new Finder(n -> n), CLIENT, classFile(CLIENT), false, vertx, null))
        .isNotNull();
  }
}
