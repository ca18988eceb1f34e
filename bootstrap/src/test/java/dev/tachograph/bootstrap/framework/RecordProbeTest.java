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
  void aRecordThatIsDropped_isNoTask_butItsFailureIs() {
    RecordProbe.ended(RecordProbe.record("log", "orders", 0, 7, 0), new IOException());
    Object dropped = RecordProbe.record("log", "orders", 0, 7, 1);
    RecordProbe.filtered(true);
    RecordProbe.ended(dropped, null);
    assertThat(executions()).containsExactly(Map.entry("orders FAILURE", 1L));

    Object failed = RecordProbe.record("log", "orders", 0, 8, 0);
    RecordProbe.filtered(true);
    RecordProbe.ended(failed, new IOException());
    Object taken = RecordProbe.record("log", "orders", 0, 9, 0);
    RecordProbe.filtered(true);
    RecordProbe.filtered(false);
    // Of several filters, one has let it pass.
    RecordProbe.filtered(true);
    RecordProbe.ended(taken, null);
    RecordProbe.filtered(true);
    RecordProbe.batchFilters();
    RecordProbe.batchFiltered(1);

    assertThat(executions())
        .containsExactly(Map.entry("orders FAILURE", 2L), Map.entry("orders SUCCESS", 1L));
    assertThat(numbers("task_retries_total")).isEmpty();
    assertThat(numbers("task_start_delay_seconds")).isEmpty();
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aBatch_isOfTheRecordsThatAreLeftOfIt_andNoneIfNobodyGetsThem() {
    Object whole = RecordProbe.batch("log", "orders", 0, 1, 0, 4);
    RecordProbe.ended(whole, null);
    Object rest = RecordProbe.batch("log", "mail", 0, 1, 0, 4);
    RecordProbe.batchFilters();
    RecordProbe.batchFiltered(3);
    RecordProbe.ended(rest, null);
    Object empty = RecordProbe.batch("log", "bills", 0, 1, 0, 4);
    RecordProbe.batchFilters();
    RecordProbe.batchFiltered(0);
    RecordProbe.ended(empty, null);
    Object single = RecordProbe.batch("log", "single", 0, 1, 0, 4);
    // A listener of batches may hand on its records, each past a filter.
    RecordProbe.filtered(false);
    RecordProbe.filtered(true);
    RecordProbe.ended(single, null);
    Object dropped = RecordProbe.batch("log", "waste", 0, 1, 0, 4);
    RecordProbe.batchFilters();
    RecordProbe.ended(dropped, null);

    assertThat(executions())
        .containsExactly(
            Map.entry("bills SUCCESS", 1L),
            Map.entry("mail SUCCESS", 1L),
            Map.entry("orders SUCCESS", 1L),
            Map.entry("single SUCCESS", 1L));
    assertThat(numbers("task_records_total"))
        .containsExactly(Map.entry("mail", 3L), Map.entry("orders", 4L), Map.entry("single", 4L));
    assertThat(numbers("task_in_progress")).isEmpty();
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
