package dev.tachograph.bootstrap.task;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The {@link TaskExecutions} of each task type. The table keeps a limited number; those of further
 * task types are made anew each time.
 */
abstract class TaskExecutionsTable {
  private static final int ROOM = 10_000;

  private final ConcurrentHashMap<String, TaskExecutions> known = new ConcurrentHashMap<>();

  abstract TaskExecutions create(String taskType);

  /** By task type; it may change meanwhile. */
  final Map<String, TaskExecutions> known() {
    return known;
  }

  final TaskExecutions of(String taskType) {
    TaskExecutions present = known.get(taskType);
    if (present != null) {
      return present;
    }
    TaskExecutions fresh = create(taskType);
    if (known.mappingCount() >= ROOM) {
      return fresh;
    }
    TaskExecutions earlier = known.putIfAbsent(taskType, fresh);
    return earlier == null ? fresh : earlier;
  }
}
