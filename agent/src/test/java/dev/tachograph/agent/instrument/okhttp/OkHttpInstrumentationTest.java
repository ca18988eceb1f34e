package dev.tachograph.agent.instrument.okhttp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.instrument.RecordedCalls;
import dev.tachograph.agent.weave.ClassPlan;
import dev.tachograph.agent.weave.ClassWeaver;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import okhttp3.Callback;
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

  /** What is used of the class of calls that wait for a thread, as OkHttp 3.12 has it. */
  @SuppressWarnings("unused")
  private static final class AsyncCall {
    private final okhttp3.Call call;
    private final Callback callback;

    AsyncCall(okhttp3.Call call, Callback callback) {
      this.call = call;
      this.callback = callback;
    }

    void executeOn(ExecutorService executor) {
      if (executor.isShutdown()) {
        callback.onFailure(call, REJECTED);
      }
    }
  }

  /** The same, as earlier versions have it. */
  @SuppressWarnings("unused")
  private static final class EarlierAsyncCall {
    private EarlierAsyncCall() {}

    static void execute(Callback callback, okhttp3.Call call) {
      callback.onFailure(call, REJECTED);
    }
  }

  private static Set<String> woven(Class<?> asyncCall) throws IOException {
    String resource = '/' + asyncCall.getName().replace('.', '/') + ".class";
    ClassPlan plan = new ClassPlan();
    new OkHttpInstrumentation().plan("okhttp3/RealCall$AsyncCall", plan);
    try (InputStream in = Objects.requireNonNull(asyncCall.getResourceAsStream(resource))) {
      return ClassWeaver.weave(in.readAllBytes(), plan).wovenMethods();
    }
  }

  @Test
  void beforeVersion312_nothingIsSeenOfRejectedCalls_andNothingIsMissing() throws IOException {
    assertThat(woven(AsyncCall.class))
        .containsExactly("executeOn(Ljava/util/concurrent/ExecutorService;)V");
    assertThat(woven(EarlierAsyncCall.class)).isEmpty();
  }
}
