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
 * Keeps the JVM's log of certificates and handshakes, {@code jdk.event.security}, out of the
 * agent's work. It is a logger of the application's, and the JVM makes it at the first certificate
 * or handshake of any code. So an endpoint with TLS would make it before the application has
 * configured its logging, and would later write into the application's log.
 *
 * <p>The JVM itself marks threads on which it must not make the logger: those that are about to
 * make it, and, in updates without such a mark, those that verify a jar. The agent marks its own
 * threads in the same way.
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

  /** Null if this Java has none of these marks. The agent then warns once. */
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

  /** Opens the JVM's packages to the agent's own classes alone. */
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
