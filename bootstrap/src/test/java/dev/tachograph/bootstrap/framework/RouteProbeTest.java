package dev.tachograph.bootstrap.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RouteProbeTest extends FrameworkFixture {
  @Test
  void aMessageInRoutes_isAsLateAsItsSourceSays() {
    Long sent = System.currentTimeMillis() - 5000;
    for (Object time : new Object[] {sent, sent.toString(), "no time", ""}) {
      for (Object source : new Object[] {this, null}) {
        Object begun = RouteProbe.begins("lib", this, new Object(), "orders", null, source);
        RouteProbe.sent(Objects.requireNonNull(begun), time);
      }
    }
    Object begun = RouteProbe.begins("lib", this, new Object(), "orders", null, null);
    RouteProbe.sent(Objects.requireNonNull(begun), null);
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("orders", 4L));
  }

  @Test
  void aMessageInRoutes_isNotLate_ifItsSourceHasAnotherTime() {
    for (String endpoint :
        new String[] {
          "seda.SedaEndpoint",
          "file.FileEndpoint",
          "file.remote.SftpEndpoint",
          "file.azure.FilesEndpoint",
          "azure.storage.blob.BlobEndpoint",
          "azure.storage.datalake.DataLakeEndpoint",
          "pubnub.PubNubEndpoint"
        }) {
      assertThat(RouteProbe.saysWhenSent("org.apache.camel.component." + endpoint))
          .as(endpoint)
          .isFalse();
    }
    for (String endpoint :
        new String[] {"azure.storage.queue.QueueEndpoint", "filebeat.Endpoint", "jms.Endpoint"}) {
      assertThat(RouteProbe.saysWhenSent("org.apache.camel.component." + endpoint))
          .as(endpoint)
          .isTrue();
    }
    assertThat(RouteProbe.saysWhenSent("com.acme.file.Endpoint")).isTrue();
  }

  @Test
  void aMessageInRoutes_isATaskOfTheFirst() {
    Object message = new Object();
    Object first = new Object();
    Object second = new Object();
    assertThat(RouteProbe.begins("lib", first, message, "orders", null, null)).isNotNull();
    assertThat(RouteProbe.begins("lib", second, message, "packing", "orders", null)).isNull();
    assertThat(RouteProbe.begins("lib", first, message, "orders", "orders", null)).isNull();
    RouteProbe.ends(first, message, null, null);
    RouteProbe.ends(second, message, null, null);
    assertThat(executions()).isEmpty();
    RouteProbe.ends(first, message, null, new IOException());
    assertThat(executions()).containsExactly(Map.entry("orders FAILURE", 1L));

    // A part of a message that came into another route first.
    RouteProbe.begins("lib", second, new Object(), "packing", "orders", null);
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  /** What a route holds: the messages that are under way in it. */
  private static WeakReference<Object> dropped() {
    Object message = new Object();
    List<Object> route = new ArrayList<>(List.of(message));
    RouteProbe.begins("lib", route, message, "orders", null, null);
    return new WeakReference<>(message);
  }

  @Test
  void aMessageThatIsDroppedOnItsWay_hasEnded_andIsNotHeld() throws InterruptedException {
    WeakReference<Object> message = dropped();
    for (int i = 0; i < 100 && message.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(message.get()).isNull();
    Object next = new Object();
    for (int i = 0; i < 100 && executions().get("orders FAILURE") == null; i++) {
      // The collector hands it on a little later.
      RouteProbe.begins("lib", next, next, "packing", null, null);
      RouteProbe.ends(next, next, null, null);
      Thread.sleep(10);
    }
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("orders CancellationException", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }
}
