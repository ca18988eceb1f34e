package dev.tachograph.agent.export.processes;

import dev.tachograph.agent.log.AgentLog;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The files that could not be understood. Each is named once, and left where it is. */
final class BadFiles {
  private final Set<Path> known = ConcurrentHashMap.newKeySet();

  void add(Path path, Throwable cause) {
    if (known.add(path)) {
      AgentLog.warn(path + " is left out of the sum: " + reason(cause));
    }
  }

  boolean isKnown(Path path) {
    return known.contains(path);
  }

  int count() {
    return known.size();
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return cause instanceof BadFileException && message != null ? message : cause.toString();
  }
}
