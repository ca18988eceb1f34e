package dev.tachograph.it.fit;

import dev.tachograph.it.harness.Paths;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The instrumentations and the weaver as they are in the packaged jar, in the class loader that
 * they have there. They are called by reflection, so that the tests of a JVM with the agent need
 * nothing of it to be compiled.
 */
final class PackagedAgent {
  private static final String AGENT = "dev.tachograph.agent.";
  private static final String PACKAGE = "dev/tachograph/agent/instrument/";
  private static final String CLASS = ".class";

  /** It weaves executors that the configuration names, and knows no class by itself. */
  private static final String CONFIGURED = AGENT + "instrument.own.OwnExecutorInstrumentation";

  private final ClassLoader probes;
  private final ClassLoader agent;
  private final Class<?> library;
  private final Class<?> classFiles;
  private final Method planOf;
  private final Method addPlan;
  private final Method weave;
  private final Constructor<?> ends;
  private final Method requireEnds;

  PackagedAgent() {
    Path jar = Paths.agentJar();
    try {
      probes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
      Constructor<?> loader =
          probes
              .loadClass("dev.tachograph.launcher.AgentClassLoader")
              .getDeclaredConstructor(File.class, ClassLoader.class);
      loader.setAccessible(true);
      agent = (ClassLoader) loader.newInstance(jar.toFile(), probes);
      library = agent.loadClass(AGENT + "instrument.LibraryInstrumentation");
      Class<?> plan = agent.loadClass(AGENT + "weave.ClassPlan");
      planOf = plan.getMethod("of", byte[].class, boolean.class, boolean.class, Set.class);
      addPlan = library.getMethod("plan", String.class, plan);
      weave = agent.loadClass(AGENT + "weave.ClassWeaver").getMethod("weave", byte[].class, plan);
      classFiles = agent.loadClass(AGENT + "instrument.Ends$ClassFiles");
      Class<?> endsClass = agent.loadClass(AGENT + "instrument.Ends");
      ends = endsClass.getConstructor(Set.class);
      requireEnds = endsClass.getMethod("require", library, String.class, classFiles);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the agent's jar is not what this test knows", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What can be called on every class, woven ones included. */
  ClassLoader probes() {
    return probes;
  }

  /** The class file of a probe, or null if that is none of the agent's. */
  byte @Nullable [] probe(String className) {
    try (InputStream in = probes.getResourceAsStream(className + CLASS)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class file of one of the agent's classes, or null if there is none. */
  byte @Nullable [] classFile(String className) {
    try (InputStream in = agent.getResourceAsStream(className + CLASS)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes an adapter of {@code http.mount}, as the agent does.
   *
   * @param serverClass a class of the server
   */
  void newAdapter(String name, Class<?> serverClass) {
    String mount = AGENT + "export.mount.";
    try {
      Method instance =
          agent
              .loadClass(AGENT + "export.LibraryLoader")
              .getMethod("instance", String.class, Class.class, Class.class);
      Class<?> type = agent.loadClass(mount + "ServerAdapter");
      call(instance, null, mount + "server." + name, serverClass, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** One of every instrumentation of a library, however they are listed. */
  List<Instrumentation> instrumentations() {
    List<Instrumentation> all = new ArrayList<>();
    for (String name : classNames()) {
      try {
        Class<?> type = agent.loadClass(name);
        if (library.isAssignableFrom(type)
            && !Modifier.isAbstract(type.getModifiers())
            && !name.equals(CONFIGURED)) {
          all.add(new Instrumentation(type.getConstructor().newInstance()));
        }
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(name, e);
      }
    }
    return all;
  }

  /** In the jars within the jar. */
  private static Set<String> classNames() {
    Set<String> names = new TreeSet<>();
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().endsWith(".jar")) {
          byte[] content = jar.getInputStream(entry).readAllBytes();
          addClassNames(new JarInputStream(new ByteArrayInputStream(content)), names);
        }
      }
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addClassNames(JarInputStream jar, Set<String> names) throws IOException {
    try (jar) {
      for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
        String name = entry.getName();
        if (name.startsWith(PACKAGE) && name.endsWith(CLASS)) {
          names.add(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
        }
      }
    }
  }

  /** What came of a class file. */
  record Outcome(byte @Nullable [] classFile, Set<String> methods, Set<String> leftOut) {}

  /** What the agent weaves into one library. */
  final class Instrumentation {
    private final Object instance;
    final String name;
    private final List<String> classNames;

    private Instrumentation(Object instance) throws ReflectiveOperationException {
      this.instance = instance;
      this.name = (String) library.getMethod("name").invoke(instance);
      this.classNames = List.of((String[]) library.getMethod("classNames").invoke(instance));
    }

    /** The names of the classes to weave, with those of anonymous classes that the library has. */
    List<String> classNames(ClassSource library) {
      List<String> names = new ArrayList<>();
      for (String name : classNames) {
        if (name.endsWith("$")) {
          addAnonymous(name, library, names);
        } else {
          names.add(name);
        }
      }
      return names;
    }

    /** Compilers number them from 1 on, and so those within one of them. */
    private static void addAnonymous(String prefix, ClassSource library, List<String> names) {
      for (int i = 1; library.read(prefix + i) != null; i++) {
        names.add(prefix + i);
        addAnonymous(prefix + i + "$", library, names);
      }
    }

    /**
     * Weaves a class as the agent would.
     *
     * @param loaded the library's classes that were loaded before
     * @param others where the library's other classes are found
     * @throws RuntimeException if the class is left alone; the message says why
     */
    Outcome weave(String className, byte[] original, Set<String> loaded, ClassSource others) {
      boolean again = loaded.contains(className);
      Object plan = call(planOf, null, original, again, again, loaded);
      call(addPlan, instance, className, plan);
      Object result = call(weave, null, original, plan);
      Object files =
          Proxy.newProxyInstance(
              agent,
              new Class<?>[] {classFiles},
              (proxy, method, arguments) -> others.read((String) arguments[0]));
      call(requireEnds, newEnds(loaded), instance, className, files);
      return new Outcome(
          (byte[]) part(result, "classFile"),
          new TreeSet<>(strings(part(result, "wovenMethods"))),
          new TreeSet<>(strings(part(result, "leftOut"))));
    }

    private Object newEnds(Set<String> loaded) {
      try {
        return ends.newInstance(loaded);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static @Nullable Object part(@Nullable Object result, String getter) {
    if (result == null) {
      throw new AssertionError("nothing came of it");
    }
    try {
      return call(result.getClass().getMethod(getter), result);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> strings(@Nullable Object set) {
    Set<String> strings = new TreeSet<>();
    for (Object one : (Set<?>) Objects.requireNonNull(set)) {
      strings.add((String) one);
    }
    return strings;
  }

  /** What is thrown is what the agent's own code throws; anything else is an error of the test. */
  private static @Nullable Object call(
      Method method, @Nullable Object target, @Nullable Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException) {
        throw (RuntimeException) e.getCause();
      }
      throw new AssertionError(e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
