package dev.tachograph.agent.instrument.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.instrument.RecordedCalls;
import java.io.IOException;
import java.io.InterruptedIOException;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** What advice tells the probes, called as woven code calls it. */
class OkHttpInstrumentationTest {
  private static final Request REQUEST =
      new Request.Builder().url("http://127.0.0.1:1/after").build();
  private static final IOException REJECTED = new InterruptedIOException("executor rejected");

  private final RecordedCalls calls = RecordedCalls.install();

  @Test
  void aCallThatTheExecutorRejects_hasFailed() {
    OkHttpInstrumentation.Rejected.enter(REQUEST, false, REJECTED);
    assertThat(calls.all()).containsExactly("okhttp GET 127.0.0.1:1 /after error");
    assertThat(calls.errors()).singleElement().asString().contains("InterruptedIOException");
  }

  @Test
  void otherEnds_areThoseOfCallsThatWereMade() {
    OkHttpInstrumentation.Rejected.enter(REQUEST, false, null);
    OkHttpInstrumentation.Rejected.enter(REQUEST, false, new InterruptedIOException("timeout"));
    OkHttpInstrumentation.Rejected.enter(REQUEST, true, REJECTED);
    assertThat(calls.all()).isEmpty();
  }

  @Test
  void aCallThatPassesTheChain_isCountedOnce_ifAnotherOneWasRejectedInIt() {
    Object call = OkHttpInstrumentation.Call.enter(REQUEST, false);
    OkHttpInstrumentation.Rejected.enter(REQUEST, false, REJECTED);
    assertThat(calls.all()).isEmpty();
    OkHttpInstrumentation.Call.exit(call, REJECTED);
    assertThat(calls.all()).hasSize(1);
  }
}
