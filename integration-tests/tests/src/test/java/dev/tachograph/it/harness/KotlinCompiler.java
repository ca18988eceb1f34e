package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** Kotlin's compiler, in the version of the library: what it makes of a function differs. */
final class KotlinCompiler {
  private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

  private KotlinCompiler() {}

  /** The classes with functions that Spring suspends. */
  static Path springCoroutines() {
    return compile("SpringCoroutines.kt", "2.4.21", "coroutines/spring");
  }

  /** The classes with functions that Quarkus suspends. It comes with later versions of Kotlin. */
  static Path quarkusCoroutines() {
    return compile("QuarkusCoroutines.kt", "1.6.21", "coroutines/quarkus");
  }

  /**
   * The classes of a source among the resources of the tests, compiled once.
   *
   * @param version names lines of class-paths.properties
   */
  static Path compile(String source, String version) {
    return compile(source, version, "async/kotlin-" + version);
  }

  /** As above, with the libraries of this name. */
  static Path compile(String source, String version, String libraries) {
    return COMPILED.computeIfAbsent(
        source + version, any -> compileNow(source, version, libraries));
  }

  private static Path compileNow(String source, String version, String libraries) {
    Path directory = Paths.newDirectory("kotlin-" + version);
    Path file = directory.resolve(source);
    try (InputStream in = KotlinCompiler.class.getResourceAsStream("/kotlin/" + source)) {
      Files.write(file, Objects.requireNonNull(in, source).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path classes = directory.resolve("classes");
    ExitedJvm compiler =
        JvmCommand.on(Jdks.atLeast(17))
            .jvm("-Xmx512m", "--add-opens", "java.base/java.lang=ALL-UNNAMED")
            .start(
                ClassPaths.of("kotlin-compiler/" + version),
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-no-reflect",
                "-nowarn",
                "-jvm-target",
                "1.8",
                "-classpath",
                Paths.apps(libraries),
                "-d",
                classes.toString(),
                file.toString())
            .awaitExit();
    if (compiler.exitCode() != 0) {
      throw new AssertionError(source + " does not compile\n" + compiler.stderr());
    }
    return classes;
  }
}
