package dev.tachograph.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.conductor.ApiRequestProbe;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpClientProbeTest {
  private RecordedCalls calls = RecordedCalls.install();

  @BeforeEach
  void install() {
    install(false, Set.of());
  }

  private void install(boolean untilBodyEnds, Set<String> apiHosts) {
    calls = RecordedCalls.install(untilBodyEnds, apiHosts);
  }

  @AfterEach
  void noCallIsLeftOnTheThread() {
    assertThat(HttpClientThread.current().call).isNull();
  }

  private static @Nullable Object entered(String path) {
    return HttpClientProbe.entered("c", "GET", "host", 8080, path);
  }

  private static @Nullable Object started(String path) {
    return HttpClientProbe.started("c", "GET", "host", 8080, path);
  }

  private Map<String, Long> times() {
    return calls.times();
  }

  private Map<String, Long> inFlight() {
    return calls.inFlight();
  }

  private Map<String, Long> errors() {
    return calls.errors();
  }

  @Test
  void aCallOnTheCallersThread_isCountedWhenItsMethodIsLeft() {
    Object call = entered("/users/7?token=secret");
    assertThat(inFlight()).containsExactly(Map.entry("c host:8080", 1L));
    HttpClientProbe.answered(200);
    assertThat(times()).isEmpty();
    HttpClientProbe.left(call, null);
    assertThat(times()).containsExactly(Map.entry("c GET host:8080 /users/{id} 200", 1L));
    assertThat(inFlight()).isEmpty();
    assertThat(errors()).isEmpty();
  }

  @Test
  void aCallThatThrows_isAnError() {
    HttpClientProbe.left(entered("/x"), new IOException("secret"));
    assertThat(times()).containsExactly(Map.entry("c GET host:8080 /x error", 1L));
    assertThat(errors()).containsExactly(Map.entry("c host:8080 IOException", 1L));
    assertThat(inFlight()).isEmpty();
  }

  @Test
  void aCallThatEndsElsewhere_isCountedWithItsHead_andOnlyOnce() {
    Object call = started("/x");
    HttpClientProbe.responded(call, 302, "another request");
    assertThat(times()).isEmpty();
    HttpClientProbe.responded(call, 503, null);
    HttpClientProbe.responded(call, 200);
    HttpClientProbe.ended(call, new IOException());
    HttpClientProbe.failed(call, new IOException());
    assertThat(times()).containsExactly(Map.entry("c GET host:8080 /x 503", 1L));
    assertThat(errors()).isEmpty();
    assertThat(inFlight()).isEmpty();
  }

  @Test
  void aCallThatCompletes_isCountedIfAResponseWasSeen_andUnderWayNoMoreAtAnyRate() {
    HttpClientProbe.completed(started("/unseen"));
    assertThat(times()).isEmpty();
    assertThat(inFlight()).isEmpty();
    install(true, Set.of());
    Object call = started("/x");
    HttpClientProbe.responded(call, 200);
    HttpClientProbe.completed(call);
    assertThat(times()).containsExactly(Map.entry("c GET host:8080 /x 200", 1L));
    assertThat(inFlight()).isEmpty();
  }

  @Test
  void ifAskedFor_aCallEndsWithItsBody() {
    install(true, Set.of());
    Object call = started("/x");
    HttpClientProbe.responded(call, 200);
    assertThat(times()).isEmpty();
    HttpClientProbe.ended(call, new IOException());
    assertThat(times()).containsExactly(Map.entry("c GET host:8080 /x 200", 1L));
    assertThat(errors()).containsExactly(Map.entry("c host:8080 IOException", 1L));
  }

  @Test
  void ifAskedFor_aCallOnTheCallersThreadEndsWithTheLastOfItsBodies() {
    install(true, Set.of());
    Object redirect = new Object();
    Object body = new Object();
    Object call = entered("/x");
    HttpBodyProbe.bodyFollows(redirect);
    HttpBodyProbe.bodyEnded(redirect, null);
    HttpBodyProbe.bodyFollows(body);
    HttpBodyProbe.bodyFollows(body);
    HttpClientProbe.answered(200);
    HttpClientProbe.left(call, null);
    assertThat(inFlight()).containsExactly(Map.entry("c host:8080", 1L));
    HttpBodyProbe.bodyRead(body, 10, null);
    assertThat(times()).isEmpty();
    HttpBodyProbe.bodyRead(body, -1, null);
    HttpBodyProbe.bodyEnded(body, null);
    assertThat(times()).containsExactly(Map.entry("c GET host:8080 /x 200", 1L));
    assertThat(inFlight()).isEmpty();
  }

  @Test
  void ifAskedFor_aCallWithoutABodyEndsWhenItsMethodIsLeft() {
    install(true, Set.of());
    Object call = entered("/x");
    HttpClientProbe.answered(204);
    HttpClientProbe.left(call, null);
    assertThat(times()).containsExactly(Map.entry("c GET host:8080 /x 204", 1L));
  }

  @Test
  void aCallWithinTheSameCall_isNotCounted_anotherIs() {
    Object outer = entered("/x");
    Object same = entered("/x");
    Object other = entered("/token");
    HttpClientProbe.answered(201);
    HttpClientProbe.left(other, null);
    assertThat(started("/x")).isNull();
    HttpClientProbe.answered(500);
    HttpClientProbe.left(same, null);
    HttpClientProbe.answered(200);
    HttpClientProbe.left(outer, null);
    assertThat(times())
        .containsExactly(
            Map.entry("c GET host:8080 /token 201", 1L), Map.entry("c GET host:8080 /x 200", 1L));
    assertThat(inFlight()).isEmpty();
  }

  @Test
  void aRequestToTheConductorServer_isNotCountedOnceMore() {
    Object request = ApiRequestProbe.requestStarted();
    Object call = entered("/tasks/poll");
    assertThat(started("/tasks/poll")).isNull();
    HttpClientProbe.answered(200);
    HttpClientProbe.left(call, null);
    ApiRequestProbe.responded(200);
    ApiRequestProbe.requestEnded(request, "GET", "/tasks/poll");
    assertThat(times()).isEmpty();
    assertThat(calls.counts("api_request_time_seconds"))
        .containsExactly(Map.entry("GET /tasks/poll 200", 1L));
  }

  @Test
  void callsOfAnApiHost_areApiRequests_andLearnedAsThese() {
    install(false, Set.of("host"));
    for (String name : new String[] {"ann", "bob", "cyd", "dan"}) {
      Object call = entered("/users/" + name);
      HttpClientProbe.answered(200);
      HttpClientProbe.left(call, null);
    }
    assertThat(calls.counts("api_request_time_seconds"))
        .containsExactly(Map.entry("GET /users/{*} 200", 4L));
    assertThat(times()).isEmpty();
    assertThat(inFlight()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "host:80, host, 80",
    "host:443, host, -1",
    "host, host, 8080",
    "HOST:8080, host, 8080",
    "::1, ::1, 8080",
    "::1, [0:0:0:0:0:0:0:1], 80",
    "[::1], 0:0:0:0:0:0:0:1%lo, 8080",
    "[0:0:0:0:0:0:0:1]:81, ::1, 81",
  })
  void anApiHost_isTheSameHoweverItIsWritten(String listed, String host, int port) {
    install(false, Set.of(listed));
    HttpClientProbe.left(HttpClientProbe.entered("c", "GET", host, port, "/x"), null);
    assertThat(calls.apiRequests()).hasSize(1);
    assertThat(times()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"host:80, host, 8080", "host:81, host, 80", "[::1]:81, ::1, 80", "::1, ::2, 80"})
  void anotherHostOrPort_isNoApiHost(String listed, String host, int port) {
    install(false, Set.of(listed));
    HttpClientProbe.left(HttpClientProbe.entered("c", "GET", host, port, "/x"), null);
    assertThat(calls.apiRequests()).isEmpty();
    assertThat(times()).hasSize(1);
  }

  @Test
  void ignoredThreads_andIgnoredCalls_areNotCounted() throws Exception {
    Thread own = new Thread(() -> HttpClientProbe.left(entered("/x"), null), "tachograph-http");
    own.start();
    own.join();
    boolean before = HttpClientProbe.ignoredEntered();
    assertThat(started("/x")).isNull();
    HttpClientProbe.ignoredLeft(before);
    HttpClientProbe.left(HttpClientProbe.entered(true, "c", "GET", "h", 1, "/ws"), null);
    assertThat(times()).isEmpty();
    assertThat(started("/x")).isNotNull();
  }

  @Test
  void theTemplateOfALibraryAbove_isUsed() {
    Object before = HttpTemplateProbe.entered("/users/{name}");
    Object call = entered("/api/users/ann");
    HttpTemplateProbe.left(before);
    HttpClientProbe.left(call, null);
    Object carrier = new Object();
    HttpTemplateProbe.made(carrier, "/things/{thing}");
    HttpClientProbe.left(HttpTemplateProbe.started(carrier, entered("/things/x")), null);
    assertThat(times().keySet())
        .containsExactly(
            "c GET host:8080 /api/users/{name} error", "c GET host:8080 /things/{thing} error");
  }

  @Test
  void aTemplateIsKnownBeforeItsVariablesAreFilledIn_andAllAlong() {
    Object target = new Object();
    HttpTemplateProbe.resolving(target, "http://host:8080/users/{name: [a-z]+}/{part}?since={t}");
    Object resolved = new Object();
    HttpTemplateProbe.derived(target, resolved);
    HttpTemplateProbe.resolving(resolved, "http://host:8080/users/ann/{part}");
    Object derived = new Object();
    HttpTemplateProbe.derived(resolved, derived);
    Object extended = new Object();
    HttpTemplateProbe.extended(derived, "orders", extended);
    Object again = new Object();
    HttpTemplateProbe.extended(extended, "/latest", again);
    HttpTemplateProbe.derived(new Object(), again);

    call(derived, "/users/ann/home");
    call(extended, "/users/ann/home/orders");
    call(again, "/users/ann/home/orders/latest");
    assertThat(times().keySet())
        .containsExactly(
            "c GET host:8080 /users/{name}/{part} error",
            "c GET host:8080 /users/{name}/{part}/orders error",
            "c GET host:8080 /users/{name}/{part}/orders/latest error");
  }

  private static void call(Object carrier, String path) {
    Object before = HttpTemplateProbe.enteredOf(carrier);
    Object request = new Object();
    HttpTemplateProbe.made(request);
    HttpTemplateProbe.left(before);
    Object call = HttpTemplateProbe.started(request, entered(path));
    HttpClientProbe.left(call, null);
  }

  @Test
  void callsUnderWay_areThoseOfTheirHost_alsoWhenThereAreTooManyToTellApart() {
    List<Object> calls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      calls.add(HttpClientProbe.started("c", "GET", "host" + i, -1, "/x"));
      calls.add(HttpClientProbe.started("c", "GET", "host" + i, -1, "/x"));
      HttpClientProbe.responded(calls.get(2 * i), 200);
    }
    assertThat(inFlight()).containsExactly(Map.entry("c {*}", 60L));
    calls.add(HttpClientProbe.started("c", "GET", "host1", -1, "/x"));
    assertThat(inFlight()).containsExactly(Map.entry("c {*}", 61L));
    for (Object call : calls) {
      HttpClientProbe.responded(call, 200);
    }
    assertThat(inFlight()).isEmpty();
    assertThat(times()).containsExactly(Map.entry("c GET {*} /x 200", 121L));
  }

  @Test
  void aCarrierThatIsGone_takesItsCallAlong() {
    Object carrier = new Object();
    HttpCarrierProbe.startedOnce(carrier, "c", "GET", "host", 8080, "/x");
    HttpCarrierProbe.startedOnce(carrier, "c", "GET", "host", 8080, "/y");
    assertThat(inFlight()).containsExactly(Map.entry("c host:8080", 1L));
    carrier = null;
    while (!inFlight().isEmpty()) {
      System.gc();
      HttpCarrierProbe.attach(new Object(), "whatever");
    }
    assertThat(times()).isEmpty();
  }

  @Test
  void whatIsMissingIsUnknown() {
    HttpClientProbe.left(HttpClientProbe.entered("c", null, null, -1, null), null);
    HttpClientProbe.left(null, null);
    HttpClientProbe.ended("no call", null);
    assertThat(times()).containsExactly(Map.entry("c unknown unknown / error", 1L));
  }
}
