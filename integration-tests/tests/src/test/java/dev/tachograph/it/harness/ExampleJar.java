package dev.tachograph.it.harness;

import java.nio.file.Path;
import java.util.spi.ToolProvider;

/** The jar of the example, which is made here as its module makes it. */
public final class ExampleJar {
  private ExampleJar() {}

  /** Makes it. */
  public static void make(Path jar) {
    Path classes =
        SourceCompiler.compile(
            SourceCompiler.sources(Paths.inProject("examples/src/main/java")),
            System.getProperty("java.class.path"),
            17,
            Paths.newDirectory("example").resolve("classes"));
    int exitCode =
        ToolProvider.findFirst("jar")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "--create",
                "--file",
                jar.toString(),
                "-C",
                classes.toString(),
                ".");
    if (exitCode != 0) {
      throw new AssertionError("cannot make " + jar);
    }
  }
}
