package dev.tachograph.agent;

import dev.tachograph.agent.log.AgentLog;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Puts the bootstrap module into the boot class loader, where woven code of every class loader can
 * see it.
 *
 * <p>To append the jar to the boot class path would do, but from then on the JVM shares no classes
 * of the application from its archive and prints a warning that it does not. So the classes are
 * defined one by one by the JDK's own {@code Unsafe}, whose package is opened to the agent's class
 * loader for that, and to nobody else. Where a JVM refuses, the jar is appended after all.
 */
final class BootstrapClasses {
  private static final String PREFIX = "dev/tachograph/bootstrap/";
  private static final String SUFFIX = ".class";

  private BootstrapClasses() {}

  static void define(Instrumentation instrumentation, File file) throws IOException {
    if (areDefined()) {
      return;
    }
    JarFile jar = new JarFile(file, false);
    try {
      defineAll(definer(instrumentation), jar);
      jar.close();
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      AgentLog.info("the agent is appended to the boot class path, since " + e);
      instrumentation.appendToBootstrapClassLoaderSearch(jar);
    }
  }

  /** An agent that was switched off by its configuration has left them behind. */
  private static boolean areDefined() {
    try {
      Class.forName("dev.tachograph.bootstrap.probe.Probes", false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Defines one class in the boot class loader. */
  private interface Definer {
    void define(String name, byte[] classFile) throws ReflectiveOperationException;
  }

  private static Definer definer(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    Map<String, Set<Module>> exports = new HashMap<>();
    exports.put("jdk.internal.misc", Collections.singleton(BootstrapClasses.class.getModule()));
    instrumentation.redefineModule(
        Object.class.getModule(),
        Collections.emptySet(),
        exports,
        Collections.emptyMap(),
        Collections.emptySet(),
        Collections.emptyMap());
    Class<?> type = Class.forName("jdk.internal.misc.Unsafe");
    Object unsafe = type.getMethod("getUnsafe").invoke(null);
    Method defineClass =
        type.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class);
    return new Definer() {
      @Override
      public void define(String name, byte[] classFile) throws ReflectiveOperationException {
        defineClass.invoke(unsafe, name, classFile, 0, classFile.length, null, null);
      }
    };
  }

  /**
   * Defines every bootstrap class. One whose superclass is not there yet is put back: a class can
   * only be defined after those that it extends, and the jar knows no such order.
   */
  private static void defineAll(Definer definer, JarFile jar)
      throws ReflectiveOperationException, IOException {
    ArrayDeque<JarEntry> waiting = new ArrayDeque<>();
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      if (entry.getName().startsWith(PREFIX) && entry.getName().endsWith(SUFFIX)) {
        waiting.add(entry);
      }
    }
    int putBack = 0;
    while (!waiting.isEmpty()) {
      JarEntry entry = waiting.remove();
      String path = entry.getName();
      String name = path.substring(0, path.length() - SUFFIX.length());
      try (InputStream in = jar.getInputStream(entry)) {
        if (!isPackageInfo(name)) {
          definer.define(name, in.readAllBytes());
        }
        putBack = 0;
      } catch (InvocationTargetException e) {
        boolean maySucceedLater = e.getCause() instanceof NoClassDefFoundError;
        if (!maySucceedLater || ++putBack > waiting.size()) {
          throw e;
        }
        waiting.add(entry);
      }
    }
  }

  private static boolean isPackageInfo(String name) {
    return name.endsWith("package-info");
  }
}
