package dev.tachograph.bootstrap.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PollProbeTest extends FrameworkFixture {
  @Test
  void whatAPollHasBrought_countsByTopic_untilTheNextBegins() {
    Object consumer = new Object();
    PollProbe.begins(consumer);
    PollProbe.count(consumer, "orders", 2);
    PollProbe.count(consumer, "orders", 3);
    assertThat(numbers("consumer_records_total")).containsExactly(Map.entry("orders", 5L));
    assertThat(numbers("consumer_poll_interval_seconds")).isEmpty();

    PollProbe.begins(consumer);
    PollProbe.begins(consumer);
    assertThat(numbers("consumer_poll_interval_seconds")).containsExactly(Map.entry("orders", 1L));
  }

  @Test
  void whatAContainerPolls_isNotCounted() {
    Object consumer = new Object();
    PollProbe.containerPolls(true);
    PollProbe.count(consumer, "orders", 2);
    PollProbe.containerPolls(false);
    PollProbe.begins(consumer);
    assertThat(numbers("consumer_records_total")).isEmpty();
    assertThat(numbers("consumer_poll_interval_seconds")).isEmpty();
  }
}
