package dev.tachograph.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What needs no library; all else is tested with Micronaut's client. */
class HttpFlowProbeTest {
  private static final URI THERE = URI.create("http://host:8080/a/one");

  private final Object request = new Object();
  private RecordedCalls calls;

  @BeforeEach
  void install() {
    calls = RecordedCalls.install();
  }

  private @Nullable Object started(URI uri, @Nullable String template) {
    return HttpFlowProbe.started(request, "c", "GET", uri, Optional.ofNullable(template));
  }

  @Test
  void ifNoFlowIsMade_theCallHasFailed() {
    Object started = started(THERE, null);
    assertThat(calls.inFlight()).isEqualTo(Map.of("c host:8080", 1L));

    assertThat(HttpFlowProbe.flowing(started, null, new IllegalStateException())).isNull();
    assertThat(calls.times()).isEqualTo(Map.of("c GET host:8080 /a/one error", 1L));
    assertThat(calls.errors()).isEqualTo(Map.of("c host:8080 IllegalStateException", 1L));
    assertThat(calls.inFlight()).isEmpty();
  }

  @Test
  void theTemplateIsUsed_ifItHasAVariable() {
    HttpFlowProbe.flowing(started(THERE, "/a/{name}"), null, new IllegalStateException());
    HttpFlowProbe.flowing(started(THERE, "/a"), null, new IllegalStateException());
    assertThat(calls.times())
        .isEqualTo(
            Map.of("c GET host:8080 /a/{name} error", 1L, "c GET host:8080 /a/one error", 1L));
  }

  @Test
  void aRequestThatFollowsARedirect_isNoCall() {
    HttpFlowProbe.redirected(request);
    assertThat(started(THERE, null)).isNull();
    assertThat(HttpFlowProbe.subscribed("one", request, "c", "GET", THERE, Optional.empty()))
        .isEqualTo("one");
    assertThat(calls.inFlight()).isEmpty();
  }

  @Test
  void aRequestThatGoesNowhere_isNoCall() {
    assertThat(started(URI.create("/a"), null)).isNull();
    assertThat(calls.inFlight()).isEmpty();
  }

  @Test
  void theFlowOfWhatIsNoCall_isLeftAsItIs() {
    assertThat(HttpFlowProbe.flowing(null, "flow", null)).isEqualTo("flow");
  }
}
