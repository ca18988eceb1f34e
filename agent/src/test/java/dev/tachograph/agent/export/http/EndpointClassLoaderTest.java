package dev.tachograph.agent.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.tachograph.agent.log.QuietLogger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The private copy of the JDK's server, of the JDK that runs and of all others at hand. */
class EndpointClassLoaderTest {
  private static final String MODULE = "jdk.httpserver";

  /** By which a server would learn of the application, or do something to it. */
  private static final Set<String> QUESTIONS =
      Set.of(
          "java.lang.System.getLogger",
          "java.lang.System.getProperty",
          "java.lang.System.getProperties",
          "java.lang.System.setProperty",
          "java.lang.System.clearProperty",
          "java.lang.System.exit",
          "java.lang.System.getenv",
          "java.lang.Long.getLong",
          "java.lang.Integer.getInteger",
          "java.lang.Boolean.getBoolean",
          "java.lang.ClassLoader.getSystemClassLoader",
          "java.lang.Thread.getContextClassLoader",
          "java.net.InetSocketAddress.getHostName");

  /** What the endpoint depends on: a JDK that does it otherwise is not held by the hooks. */
  private static final Set<String> HOOKED =
      Set.of(
          "open",
          "bind",
          "accept",
          "select",
          "register",
          "read",
          "getLogger",
          "getBoolean",
          "getLong");

  /** The server for files on the command line, which nothing of the endpoint leads to. */
  private static boolean isUsed(String className) {
    return !className.contains("simpleserver") && !className.contains("SimpleFileServer");
  }

  /** The JDK that runs this, and those that are installed beside it. */
  static List<Path> javaHomes() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    Set<Path> homes = new TreeSet<>(Set.of(own));
    Path installed = own.getParent();
    if (installed != null) {
      try (Stream<Path> found = Files.list(installed)) {
        for (Path home : found.toList()) {
          if (Files.exists(home.resolve("lib/modules"))) {
            homes.add(home.toRealPath());
          }
        }
      }
    }
    return new ArrayList<>(homes);
  }

  @Test
  void everyClassOfTheCopyLinksAndIsAPrivateOne() throws Exception {
    ModuleReference module = ModuleFinder.ofSystem().find(MODULE).orElseThrow();
    EndpointClassLoader loader = new EndpointClassLoader(module);
    int count = 0;
    try (ModuleReader reader = module.open();
        Stream<String> resources = reader.list()) {
      for (String resource : resources.toList()) {
        if (resource.endsWith(".class") && !resource.equals("module-info.class")) {
          String name = resource.substring(0, resource.length() - 6).replace('/', '.');
          if (isUsed(name)) {
            // To initialize a class verifies it, and so links it with what it calls.
            assertThat(Class.forName(name, true, loader).getClassLoader()).isSameAs(loader);
            count++;
          }
        }
      }
    }
    assertThat(count).isGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("javaHomes")
  void serverAsksTheJvmNothing(Path javaHome, @TempDir Path copies) throws Exception {
    try (FileSystem modules =
            FileSystems.newFileSystem(
                URI.create("jrt:/"), Map.of("java.home", javaHome.toString()));
        Stream<Path> files = Files.walk(modules.getPath("modules", MODULE))) {
      files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> isUsed(file.toString()))
          .forEach(file -> copy(file, copies));
    }
    JavaClasses server = new ClassFileImporter().importPath(copies);
    Set<String> asked = new TreeSet<>();
    Set<String> hooked = new TreeSet<>();
    for (JavaClass type : server) {
      for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
        String owner = call.getTargetOwner().getName();
        asked.add(owner + '.' + call.getName());
        if (owner.endsWith(".ServerHooks")) {
          hooked.add(call.getName());
        }
      }
    }
    assertThat(asked).as("%s", javaHome).doesNotContainAnyElementsOf(QUESTIONS);
    assertThat(hooked).as("%s", javaHome).containsAll(HOOKED);
  }

  private static void copy(Path classFile, Path directory) {
    try {
      byte[] redirected =
          ClassFileRedirector.redirect(
              Files.readAllBytes(classFile), ServerRedirections.ofServer());
      Path target = directory.resolve(classFile.subpath(2, classFile.getNameCount()).toString());
      Files.createDirectories(target.getParent());
      Files.write(target, redirected);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void quietLoggerHasWhatTheLibraryCalls() {
    Set<String> missing = new TreeSet<>();
    for (JavaClass type : new ClassFileImporter().importPackages("io.prometheus.metrics")) {
      for (JavaMethodCall call : type.getMethodCallsFromSelf()) {
        if (call.getTargetOwner().getName().startsWith("java.util.logging.")) {
          boolean there =
              Stream.of(QuietLogger.class.getMethods())
                  .anyMatch(
                      method ->
                          method.getName().equals(call.getName())
                              && method.getParameterCount()
                                  == call.getTarget().getRawParameterTypes().size());
          if (!there) {
            missing.add(call.getDescription());
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void libraryIsGuarded() throws Exception {
    EndpointClassLoader loader =
        new EndpointClassLoader(ModuleFinder.ofSystem().find(MODULE).orElseThrow());
    for (String name :
        List.of(
            "io.prometheus.metrics.exporter.httpserver.HTTPServer",
            "io.prometheus.metrics.exporter.common.PrometheusScrapeHandler")) {
      assertThat(Class.forName(name, true, loader).getClassLoader()).isSameAs(loader);
    }
    assertThat(loader.factory().getClass().getClassLoader()).isSameAs(loader);
  }
}
