package dev.tachograph.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkHttpProbeTest {
  private static final URI HERE = URI.create("http://host:8080/x");

  private final Object request = new Object();
  private RecordedCalls calls = RecordedCalls.install();

  @BeforeEach
  void install() {
    calls = RecordedCalls.install();
  }

  @AfterEach
  void noCallIsLeft() {
    assertThat(HttpClientThread.current().sending).isNull();
    assertThat(calls.inFlight()).isEmpty();
  }

  private @Nullable Object started() {
    return JdkHttpProbe.started(request, "GET", HERE);
  }

  private void checkOneError(String exception) {
    assertThat(calls.times()).containsExactly(Map.entry("jdkhttp GET host:8080 /x error", 1L));
    assertThat(calls.errors()).containsExactly(Map.entry("jdkhttp host:8080 " + exception, 1L));
  }

  @Test
  void aFutureThatFails_endsItsCall_byWhatTheApplicationSees() {
    JdkHttpProbe.failed(
        started(), CompletableFuture.failedFuture(new CompletionException(new ConnectException())));
    checkOneError("ConnectException");
  }

  @Test
  void aCallThatIsWaitedFor_endsByWhatIsThrown_andNotByWhatItsFutureFailsWith() {
    Object before = JdkHttpProbe.sending(request);
    Object call = started();
    JdkHttpProbe.failed(call, CompletableFuture.failedFuture(new IllegalStateException()));
    JdkHttpProbe.aborted(call, new IllegalStateException());
    assertThat(calls.times()).isEmpty();
    JdkHttpProbe.sent(before, new IOException());
    checkOneError("IOException");
  }

  @Test
  void aCallThatAnotherRequestIsSentWithin_isNotThatRequest() {
    Object before = JdkHttpProbe.sending(new Object());
    Object inner = started();
    JdkHttpProbe.failed(inner, CompletableFuture.failedFuture(new ConnectException()));
    checkOneError("ConnectException");
    JdkHttpProbe.sent(before, null);
  }

  @Test
  void callsWithinCalls_areEachEndedByTheirOwnMethod() {
    Object outerBefore = JdkHttpProbe.sending(request);
    Object outer = started();
    Object other = new Object();
    Object innerBefore = JdkHttpProbe.sending(other);
    Object inner = JdkHttpProbe.started(other, "GET", URI.create("http://host:8080/y"));
    JdkHttpProbe.sent(innerBefore, new IOException());
    JdkHttpProbe.responded(outer, new Object(), 200, null);
    JdkHttpProbe.sent(outerBefore, null);
    assertThat(inner).isNotSameAs(outer);
    assertThat(calls.times())
        .containsOnlyKeys("jdkhttp GET host:8080 /x 200", "jdkhttp GET host:8080 /y error");
  }

  @Test
  void aClientThatIsShutDown_endsItsCalls() {
    JdkHttpProbe.aborted(started(), new IOException());
    checkOneError("IOException");
  }

  @Test
  void aResponseThatAnotherRequestFollowsFrom_isNotTheEnd() {
    Object call = started();
    JdkHttpProbe.responded(call, new Object(), 302, "another request");
    assertThat(calls.times()).isEmpty();
    JdkHttpProbe.responded(call, new Object(), 200, null);
    assertThat(calls.times()).containsExactly(Map.entry("jdkhttp GET host:8080 /x 200", 1L));
  }

  @Test
  void ifAskedFor_aCallEndsWithTheBodyOfItsLastResponse() {
    calls = RecordedCalls.install(true, Set.of());
    Object redirect = new Object();
    Object last = new Object();
    Object call = started();
    JdkHttpProbe.responded(call, redirect, 302, "another request");
    JdkHttpProbe.bodyCame(redirect);
    JdkHttpProbe.responded(call, last, 200, null);
    assertThat(calls.times()).isEmpty();
    JdkHttpProbe.bodyCame(last);
    assertThat(calls.times()).containsExactly(Map.entry("jdkhttp GET host:8080 /x 200", 1L));
  }
}
