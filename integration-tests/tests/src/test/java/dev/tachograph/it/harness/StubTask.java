package dev.tachograph.it.harness;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task that waits for a worker, or that a worker has taken. */
record StubTask(
    String id,
    String type,
    Map<String, Object> input,
    @Nullable String externalInput,
    int retryCount) {
  StubTask retry() {
    return new StubTask(id + "-retry", type, input, externalInput, retryCount + 1);
  }
}
