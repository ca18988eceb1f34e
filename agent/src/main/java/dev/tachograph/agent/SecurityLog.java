package dev.tachograph.agent;

import dev.tachograph.agent.export.http.UnloggedWork;
import dev.tachograph.agent.log.AgentLog;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The JVM's log of certificates and handshakes, {@code jdk.event.security}. It is a logger of the
 * application's, which the JVM makes at the first of them, whoever's that is: an endpoint with TLS
 * would have it made before the application has configured how it logs, and later write into the
 * application's log.
 *
 * <p>The JVM itself knows threads on which it must not be made: those that are about to make it,
 * and, in updates that have no such list yet, those that verify a jar. Ours pass for one of these.
 */
final class SecurityLog implements UnloggedWork {
  private final @Nullable Method begin;
  private final @Nullable Method end;
  private final @Nullable ThreadLocal<Object> verifying;

  private SecurityLog(
      @Nullable Method begin, @Nullable Method end, @Nullable ThreadLocal<Object> verifying) {
    this.begin = begin;
    this.end = end;
    this.verifying = verifying;
  }

  /** Null if this Java has none of these ways, which is said. */
  static @Nullable UnloggedWork of(Instrumentation instrumentation) {
    try {
      open(instrumentation);
      return of();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      AgentLog.warnOnce(
          "security-log",
          "on this Java, TLS at the endpoint may be the first to ask for the application's logger"
              + " jdk.event.security ("
              + e
              + ")");
      return null;
    }
  }

  private static SecurityLog of() throws ReflectiveOperationException {
    Class<?> events = Class.forName("jdk.internal.event.EventHelper", true, null);
    for (Method begin : events.getDeclaredMethods()) {
      if (begin.getName().equals("tryBeginLookup")) {
        return of(begin, events.getDeclaredMethod("endLookup", Object.class));
      }
    }
    for (Method begin : JarFile.class.getDeclaredMethods()) {
      if (begin.getName().equals("beginInit")) {
        return of(begin, JarFile.class.getDeclaredMethod("endInit", Object.class));
      }
    }
    return new SecurityLog(null, null, verifying());
  }

  private static SecurityLog of(Method begin, Method end) {
    begin.setAccessible(true);
    end.setAccessible(true);
    return new SecurityLog(begin, end, null);
  }

  @SuppressWarnings("unchecked")
  private static ThreadLocal<Object> verifying() throws ReflectiveOperationException {
    Field field = JarFile.class.getDeclaredField("isInitializing");
    field.setAccessible(true);
    return (ThreadLocal<Object>) field.get(null);
  }

  /** To the agent's own classes alone. */
  private static void open(Instrumentation instrumentation) {
    Set<Module> us = Collections.singleton(SecurityLog.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Collections.<Module>emptySet(),
        Collections.<String, Set<Module>>emptyMap(),
        Map.of("jdk.internal.event", us, "java.util.jar", us),
        Collections.<Class<?>>emptySet(),
        Collections.<Class<?>, List<Class<?>>>emptyMap());
  }

  @Override
  public void run(Runnable work) {
    Object key = begin();
    try {
      work.run();
    } finally {
      end(key);
    }
  }

  private @Nullable Object begin() {
    try {
      if (begin != null) {
        return begin.invoke(null);
      }
      if (verifying != null) {
        verifying.set(Boolean.TRUE);
      }
    } catch (ReflectiveOperationException e) {
      AgentLog.warnOnce("security-log", "the JVM's security log is as it is: " + e);
    }
    return null;
  }

  private void end(@Nullable Object key) {
    try {
      if (end != null && key != null) {
        end.invoke(null, key);
      }
      if (verifying != null) {
        verifying.remove();
      }
    } catch (ReflectiveOperationException e) {
      AgentLog.warnOnce("security-log", "the JVM's security log is as it is: " + e);
    }
  }
}
