package dev.tachograph.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySuggestionTest {
  @ParameterizedTest
  @CsvSource({
    "http.prot,http.port",
    "http_port,http.port",
    "http.portRange,http.port-range",
    "HTTP.PORT,http.port",
    "port,http.port",
    "directory,textfile.directory",
    "tachograph.http.port,http.port",
    "textfile.filename,textfile.file-name",
    "timer.task_poll_time_seconds.distribution,timers.task_poll_time_seconds.distribution",
    "timers.x_seconds.bucket,timers.x_seconds.buckets",
    "worker.3.methods,workers.3.methods",
    "workers.3.taskType,workers.3.task-type",
    "instrument.worker.enabled,instrument.workers.enabled",
  })
  void theNearestKeyIsMeant(String unknown, String expected) {
    assertThat(KeySuggestion.forKey(unknown, new ConfigProblems())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "zebra", "some.completely.different.thing", "enable.everything"})
  void nothingIsNear(String unknown) {
    assertThat(KeySuggestion.forKey(unknown, new ConfigProblems())).isNull();
  }

  @Test
  void distanceCountsSwappedNeighboursOnce() {
    assertThat(KeySuggestion.distance("prot", "port")).isEqualTo(1);
    assertThat(KeySuggestion.distance("", "abc")).isEqualTo(3);
    assertThat(KeySuggestion.distance("abc", "")).isEqualTo(3);
    assertThat(KeySuggestion.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(KeySuggestion.distance("same", "same")).isZero();
  }
}
