package dev.tachograph.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UrlConnectionProbeTest {
  private final URL url;
  private final Object connection = new Object();
  private final Object upload = new Object();
  private RecordedCalls calls = RecordedCalls.install();

  UrlConnectionProbeTest() throws MalformedURLException {
    url = URI.create("http://host:8080/x").toURL();
  }

  @BeforeEach
  void install() {
    calls = RecordedCalls.install();
  }

  @AfterEach
  void noCallIsLeft() {
    assertThat(HttpClientThread.current().call).isNull();
    assertThat(calls.inFlight()).isEmpty();
  }

  private void openForOutput(
      String before, String after, @Nullable Object body, @Nullable Throwable thrown) {
    Object opening = UrlConnectionProbe.openingForOutput(connection, null, before, url);
    UrlConnectionProbe.openedForOutput(opening, -1, after, body, thrown);
  }

  private void exchange(String method, int status, @Nullable Throwable thrown) {
    Object exchanging = UrlConnectionProbe.exchanging(connection, null, null, method, url);
    UrlConnectionProbe.exchanged(exchanging, status, method, null, thrown);
  }

  private void checkOne(String methodAndStatus) {
    String[] words = methodAndStatus.split(" ");
    assertThat(calls.times())
        .containsExactly(Map.entry("urlconnection " + words[0] + " host:8080 /x " + words[1], 1L));
  }

  @Test
  void aGetThatGetsABody_isAPost_alsoIfItFails() {
    openForOutput("GET", "POST", null, new ConnectException());
    checkOne("POST error");
    assertThat(calls.errors())
        .containsExactly(Map.entry("urlconnection host:8080 ConnectException", 1L));
  }

  @Test
  void whatARedirectMakesOfAMethod_isNotTheCallsMethod() {
    openForOutput("POST", "POST", new ByteArrayOutputStream(), null);
    Object exchanging = UrlConnectionProbe.exchanging(connection, null, null, "POST", url);
    UrlConnectionProbe.exchanged(exchanging, 200, "GET", null, null);
    checkOne("POST 200");
  }

  @Test
  void aFailureThatIsToldAgain_isOneCall() {
    ConnectException first = new ConnectException();
    openForOutput("POST", "POST", null, first);
    IOException chained = new IOException();
    chained.initCause(first);
    openForOutput("POST", "POST", null, chained);
    openForOutput("POST", "POST", null, first);
    exchange("POST", -1, chained);
    checkOne("POST error");
  }

  @Test
  void anotherAttempt_isAnotherCall() {
    openForOutput("POST", "POST", null, new ConnectException());
    openForOutput("POST", "POST", null, new ConnectException());
    assertThat(calls.times())
        .containsExactly(Map.entry("urlconnection POST host:8080 /x error", 2L));
  }

  @Test
  void aBodyThatCannotBeWritten_isAnError_andNothingElseIsCounted() {
    openForOutput("PUT", "PUT", upload, null);
    UrlConnectionProbe.uploaded(upload, UrlConnectionProbe.uploading(false), null);
    assertThat(calls.times()).isEmpty();
    UrlConnectionProbe.uploaded(upload, UrlConnectionProbe.uploading(false), new IOException());
    UrlConnectionProbe.uploaded(upload, UrlConnectionProbe.uploading(false), new IOException());
    openForOutput("PUT", "PUT", upload, null);
    UrlConnectionProbe.uploaded(upload, UrlConnectionProbe.uploading(false), new IOException());
    exchange("PUT", 413, null);
    checkOne("PUT error");
    assertThat(calls.errors())
        .containsExactly(Map.entry("urlconnection host:8080 IOException", 1L));
  }

  @Test
  void aBodyThatIsWrittenAfterItsEnd_hasNotFailed() {
    openForOutput("PUT", "PUT", upload, null);
    UrlConnectionProbe.uploaded(upload, UrlConnectionProbe.uploading(true), new IOException());
    exchange("PUT", 200, null);
    checkOne("PUT 200");
  }

  @Test
  void aBodyThatBreaksWhileTheResponseIsAskedFor_isTheExchangesFailure() {
    openForOutput("PUT", "PUT", upload, null);
    Object exchanging = UrlConnectionProbe.exchanging(connection, null, null, "PUT", url);
    UrlConnectionProbe.uploaded(upload, UrlConnectionProbe.uploading(false), new IOException());
    UrlConnectionProbe.exchanged(exchanging, -1, "PUT", null, new IOException());
    checkOne("PUT error");
    assertThat(calls.errors())
        .containsExactly(Map.entry("urlconnection host:8080 IOException", 1L));
  }

  @Test
  void aConnectionThatIsOpenedAndNeverAsked_isNoCall() {
    Object opening = UrlConnectionProbe.opening(connection, false, "GET", url);
    UrlConnectionProbe.opened(opening, -1, null);
    openForOutput("GET", "POST", upload, null);
    UrlConnectionProbe.uploaded(upload, UrlConnectionProbe.uploading(false), null);
    assertThat(calls.times()).isEmpty();
  }

  @Test
  void aBodyOfARequestThatIsNotMeasured_isNotMeasured() {
    HttpClientThread.current().ignored = true;
    openForOutput("PUT", "PUT", upload, null);
    HttpClientThread.current().ignored = false;
    UrlConnectionProbe.uploaded(upload, UrlConnectionProbe.uploading(false), new IOException());
    assertThat(calls.times()).isEmpty();
  }
}
