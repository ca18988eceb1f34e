package dev.tachograph.bootstrap.operation;

import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What the agent says about itself when the application asks through the API. */
public final class StatusProbe {
  private static final String METRICS_ENABLED = "metrics_enabled";
  private static final String AVAILABLE_METRICS = "available_metrics";

  private static volatile @Nullable Callable<Map<String, Object>> status;

  private StatusProbe() {}

  /** Sets whom to ask. Its maps hold nothing but classes of the JDK. */
  public static void ask(Callable<Map<String, Object>> source) {
    status = source;
  }

  /** The status, or null before the agent is ready. */
  public static @Nullable Map<String, Object> summary() {
    try {
      Callable<Map<String, Object>> source = status;
      return source == null ? null : source.call();
    } catch (Throwable t) {
      ProbeErrors.report(t, "StatusProbe");
      return null;
    }
  }

  /** The status in short, or null before the agent is ready. */
  public static @Nullable Map<String, Object> health() {
    Map<String, Object> summary = summary();
    if (summary == null) {
      return null;
    }
    Object metrics = summary.get(AVAILABLE_METRICS);
    Map<String, Object> health = new LinkedHashMap<>();
    health.put("status", "healthy");
    health.put(METRICS_ENABLED, Boolean.TRUE);
    health.put(
        AVAILABLE_METRICS, metrics instanceof Collection ? ((Collection<?>) metrics).size() : 0);
    return health;
  }
}
