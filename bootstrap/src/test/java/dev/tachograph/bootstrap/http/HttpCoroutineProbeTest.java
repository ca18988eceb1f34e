package dev.tachograph.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpCoroutineProbeTest {
  private final Object request = new Object();
  private final Object continuation = new Object();
  private final Object response = new Object();
  private RecordedCalls calls = RecordedCalls.install();

  @AfterEach
  void noCallIsLeft() {
    assertThat(calls.inFlight()).isEmpty();
  }

  private static void sent(Object sent, String scheme, String path) {
    HttpCoroutineProbe.sent(sent, "c", scheme, "GET", "host", 8080, path);
  }

  private void checkOne(String pathAndStatus) {
    assertThat(calls.times()).containsExactly(Map.entry("c GET host:8080 " + pathAndStatus, 1L));
  }

  @Test
  void aSuspendedCall_endsWhenItIsResumed() {
    Object entered = HttpCoroutineProbe.entered(request, continuation);
    sent(request, "http", "/x");
    HttpCoroutineProbe.left(entered, null, 0, null);
    assertThat(calls.inFlight()).containsExactly(Map.entry("c host:8080", 1L));

    HttpCoroutineProbe.left(HttpCoroutineProbe.resumed(continuation), response, 200, null);
    checkOne("/x 200");
  }

  @Test
  void theFirstCopyThatIsSent_beginsTheCall_andOthersBelongToIt() {
    Object first = new Object();
    Object second = new Object();
    Object entered = HttpCoroutineProbe.entered(request, continuation);
    HttpCoroutineProbe.copied(first, request);
    sent(first, "http", "/old");
    HttpCoroutineProbe.copied(second, first);
    sent(second, "http", "/new");
    HttpCoroutineProbe.left(entered, response, 200, null);

    checkOne("/old 200");
  }

  @Test
  void callsOneAfterAnother_withOneContinuation_areTwo() {
    Object other = new Object();
    Object entered = HttpCoroutineProbe.entered(request, continuation);
    sent(request, "http", "/x");
    HttpCoroutineProbe.left(entered, null, 0, null);
    IOException failure = new IOException();
    HttpCoroutineProbe.left(HttpCoroutineProbe.resumed(continuation), null, 0, failure);
    Object again = HttpCoroutineProbe.entered(other, continuation);
    sent(other, "http", "/x");
    HttpCoroutineProbe.left(again, null, 0, null);
    HttpCoroutineProbe.left(HttpCoroutineProbe.resumed(continuation), response, 200, null);

    assertThat(calls.times())
        .containsExactly(
            Map.entry("c GET host:8080 /x 200", 1L), Map.entry("c GET host:8080 /x error", 1L));
  }

  @Test
  void whatIsSentAfterTheEnd_isNoCall() {
    Object entered = HttpCoroutineProbe.entered(request, continuation);
    HttpCoroutineProbe.left(entered, null, 0, new CancellationException());
    sent(request, "http", "/x");

    assertThat(calls.times()).isEmpty();
  }

  @Test
  void webSockets_andRequestsThatNobodyHasHandedIn_areNoCalls() {
    Object entered = HttpCoroutineProbe.entered(request, continuation);
    sent(request, "wss", "/socket");
    HttpCoroutineProbe.left(entered, response, 101, null);
    sent(new Object(), "http", "/x");

    assertThat(calls.times()).isEmpty();
  }

  @Test
  void ifAskedFor_aCallEndsWhenTheClientIsThroughWithTheResponse() {
    calls = RecordedCalls.install(true, Set.of());
    Object entered = HttpCoroutineProbe.entered(request, continuation);
    sent(request, "http", "/x");
    HttpCoroutineProbe.left(entered, response, 200, null);
    assertThat(calls.times()).isEmpty();

    HttpCoroutineProbe.done(response);
    checkOne("/x 200");
  }
}
