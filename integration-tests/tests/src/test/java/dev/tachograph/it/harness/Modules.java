package dev.tachograph.it.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Applications in modules, and images of a Java with few of its modules. */
public final class Modules {
  private Modules() {}

  /** A module path with one module that requires nothing and has a class and those nested in it. */
  static Path with(String module, String className) {
    Path path = Paths.newDirectory("modules");
    Path root = path.resolve(module);
    String file = className.replace('.', '/');
    Path classes = Path.of(Paths.apps()).resolve(file).getParent();
    String simple = file.substring(file.lastIndexOf('/') + 1);
    try (Stream<Path> found = Files.list(Objects.requireNonNull(classes))) {
      Path target = Files.createDirectories(root.resolve(file).getParent());
      for (Path each : found.toList()) {
        String name = String.valueOf(each.getFileName());
        if (name.equals(simple + ".class") || name.startsWith(simple + '$')) {
          Files.copy(each, target.resolve(name));
        }
      }
      Path source = Files.writeString(path.resolve("module-info.java"), "module " + module + " {}");
      compile("--release", "11", "-d", root.toString(), source.toString());
      Files.delete(source);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(String... arguments) {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code = ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments);
    if (code != 0) {
      throw new AssertionError(messages.toString(StandardCharsets.UTF_8));
    }
  }

  /** A Java with these modules and those that they require, made by jlink. */
  public static Jdk image(Jdk jdk, String... modules) {
    Path home = Paths.newDirectory("image").resolve("java");
    Path jlink = jdk.java().resolveSibling("jlink");
    RealParts.require(Files.isExecutable(jlink), "jlink of " + jdk);
    List<String> command =
        List.of(
            jlink.toString(),
            "-J-XX:TieredStopAtLevel=1",
            "-J-XX:+UseSerialGC",
            "--add-modules",
            String.join(",", modules),
            "--output",
            home + "");
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(output);
      }
      return new Jdk(home, jdk.version());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
