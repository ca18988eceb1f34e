package dev.tachograph.bootstrap.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecordProbeTest extends FrameworkFixture {
  @Test
  void aRecordWhoseLastDeliveryFailed_isARetry() {
    RecordProbe.ended(RecordProbe.record("log", "orders", 0, 7, 0), new IOException());
    RecordProbe.ended(RecordProbe.record("log", "orders", 1, 7, 0), null);
    assertThat(numbers("task_retries_total")).isEmpty();

    RecordProbe.ended(RecordProbe.record("log", "orders", 0, 7, 0), null);
    RecordProbe.ended(RecordProbe.record("log", "orders", 0, 7, 0), null);
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("orders", 1L));
  }

  @Test
  void aRecordIsATask_fromTheBindingOfArguments_toTheEndOfWhatTheMethodReturned() {
    RecordProbe.bound(RecordProbe.record("log", "orders", 0, 7, 0), null);
    Object bound = RecordProbe.called();
    assertThat(RecordProbe.called()).isNull();
    CompletableFuture<Object> later = new CompletableFuture<>();
    assertThat(RecordProbe.endedWith(bound, later, null)).isSameAs(later);
    assertThat(executions()).isEmpty();
    later.complete("done");

    RecordProbe.bound(RecordProbe.record("log", "orders", 0, 8, 0), null);
    RecordProbe.endedWith(RecordProbe.called(), null, new IOException());
    RecordProbe.bound(RecordProbe.record("log", "orders", 0, 8, 0), new IllegalStateException());
    assertThat(RecordProbe.called()).isNull();

    assertThat(numbers("task_execute_time_seconds"))
        .containsExactly(Map.entry("orders FAILURE", 2L), Map.entry("orders SUCCESS", 1L));
    assertThat(numbers("task_execute_error_total"))
        .containsOnlyKeys("orders IOException", "orders IllegalStateException");
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("orders", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }
}
