package dev.tachograph.bootstrap.task;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The {@link TaskExecutions} of each task type. There may be more task types than there is room
 * for; those beyond are made anew each time.
 */
abstract class TaskExecutionsTable {
  private static final int ROOM = 10_000;

  private final ConcurrentHashMap<String, TaskExecutions> known = new ConcurrentHashMap<>();

  abstract TaskExecutions create(String taskType);

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
