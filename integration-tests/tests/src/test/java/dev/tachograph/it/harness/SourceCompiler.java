package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles sources of the project that the build has not, or has with other libraries. */
final class SourceCompiler {
  private static final String APPS = "integration-tests/apps/src/main/java/";
  private static final Map<String, Path> COMPILED = new ConcurrentHashMap<>();

  private SourceCompiler() {}

  /**
   * The classes of one of the applications' packages, compiled once.
   *
   * @param packageFolder such as {@code com/acme/jobs}
   * @param libraries the name of their class path
   * @param edit what is different in the text of each source
   */
  static Path compile(String packageFolder, String libraries, UnaryOperator<String> edit) {
    return COMPILED.computeIfAbsent(
        packageFolder + ' ' + libraries, any -> compileNow(packageFolder, libraries, edit));
  }

  private static Path compileNow(
      String packageFolder, String libraries, UnaryOperator<String> edit) {
    Path directory = Paths.newDirectory("compiled");
    List<Path> edited = new ArrayList<>();
    try {
      for (Path source : sources(Paths.inProject(APPS + packageFolder))) {
        edited.add(
            Files.writeString(
                directory.resolve(String.valueOf(source.getFileName())),
                edit.apply(Files.readString(source))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return compile(edited, Paths.apps(libraries), 11, directory.resolve("classes"));
  }

  /** The sources in a folder and its subfolders. */
  static List<Path> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The classes of sources among the resources of the tests, and those that the libraries'
   * processors of annotations make of them, compiled once.
   *
   * @param release the version of Java that the libraries need
   */
  static Path compileProcessed(String libraries, int release, String... sources) {
    return COMPILED.computeIfAbsent(
        String.join(" ", sources) + ' ' + libraries,
        any -> compileProcessedNow(libraries, release, sources));
  }

  private static Path compileProcessedNow(String libraries, int release, String... sources) {
    Path directory = Paths.newDirectory("compiled");
    List<Path> files = new ArrayList<>();
    for (String source : sources) {
      files.add(resource(source, directory));
    }
    List<String> processors = List.of("-processorpath", ClassPaths.of(libraries));
    Path classes = directory.resolve("classes");
    return compile(files, processors, Paths.apps(libraries), release, classes);
  }

  /** Puts a source among the resources of the tests into a folder. */
  static Path resource(String source, Path directory) {
    Path file = directory.resolve(source);
    try (InputStream in = SourceCompiler.class.getResourceAsStream("/java/" + source)) {
      return Files.write(file, Objects.requireNonNull(in, source).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles sources for a version of Java into a folder, and returns that. */
  static Path compile(List<Path> sources, String classPath, int release, Path classes) {
    return compile(sources, List.of("-proc:none"), classPath, release, classes);
  }

  private static Path compile(
      List<Path> sources, List<String> options, String classPath, int release, Path classes) {
    List<String> arguments = new ArrayList<>(List.of("-nowarn"));
    arguments.addAll(options);
    arguments.addAll(List.of("--release", String.valueOf(release)));
    arguments.addAll(List.of("-cp", classPath, "-d", classes.toString()));
    sources.forEach(source -> arguments.add(source.toString()));
    int exitCode =
        release > Runtime.version().feature()
            ? compileOn(Jdks.atLeast(release), arguments)
            : ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(new String[0]));
    if (exitCode != 0) {
      throw new AssertionError("cannot compile " + sources + " with " + classPath);
    }
    return classes;
  }

  /**
   * Neither does this JVM's compiler know later versions, nor can this JVM run their processors.
   */
  private static int compileOn(Jdk jdk, List<String> arguments) {
    return JvmCommand.on(jdk)
        .jvm("-Xmx512m")
        .start(
            ClassPaths.of("scheduling/jdk"),
            "com.sun.tools.javac.Main",
            arguments.toArray(new String[0]))
        .awaitExit()
        .exitCode();
  }
}
