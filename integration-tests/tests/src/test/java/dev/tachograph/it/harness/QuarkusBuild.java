package dev.tachograph.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Builds the Quarkus application, as the plugin for Maven does: a jar that starts the others. */
final class QuarkusBuild {
  private static final String SCHEDULING =
      "integration-tests/apps/src/main/java/com/acme/scheduling/";

  private static final Map<String, Path> BUILT = new ConcurrentHashMap<>();

  private QuarkusBuild() {}

  /**
   * The jar to start, built once.
   *
   * @param version Quarkus'
   */
  static Path application(String version) {
    return BUILT.computeIfAbsent(version, QuarkusBuild::build);
  }

  private static Path build(String version) {
    Path directory = Paths.newDirectory("quarkus");
    List<Path> sources = new ArrayList<>();
    sources.add(SourceCompiler.resource("QuarkusScheduler.java", directory));
    for (String shared : List.of("Scheduler", "SchedulingProgram", "Tally")) {
      sources.add(Paths.inProject(SCHEDULING + shared + ".java"));
    }
    // The builder would download the same, but the harness waits for no program for long.
    String libraries = ClassPaths.of("quarkus/app-" + version);
    Path coroutines = KotlinCompiler.quarkusCoroutines();
    Path classes =
        SourceCompiler.compile(
            sources,
            coroutines + File.pathSeparator + libraries,
            11,
            directory.resolve("application"));
    copy(coroutines, classes);
    String builder = ClassPaths.of("quarkus/builder-" + version);
    Path builderClasses =
        SourceCompiler.compile(
            List.of(SourceCompiler.resource("QuarkusBuilder.java", directory)),
            builder,
            11,
            directory.resolve("builder"));
    Path target = directory.resolve("target");
    ExitedJvm built =
        JvmCommand.on(Jdks.atLeast(17))
            .jvm(settings())
            .start(
                builderClasses + File.pathSeparator + builder,
                "QuarkusBuilder",
                classes.toString(),
                target.toString(),
                version)
            .awaitExit();
    Path jar = target.resolve("quarkus-app/quarkus-run.jar");
    if (!Files.isRegularFile(jar)) {
      throw new AssertionError("Quarkus " + version + " has built nothing: " + built);
    }
    return jar;
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The builder resolves as the harness does. */
  private static String[] settings() {
    List<String> settings = new ArrayList<>();
    settings.add("-Dmaven.repo.local=" + Artifacts.localRepository());
    MavenSettings.settings().ifPresent(file -> settings.add("-Dmaven.settings=" + file));
    return settings.toArray(new String[0]);
  }
}
