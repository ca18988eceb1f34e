package dev.tachograph.agent.export.testing;

import java.io.File;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A main method of the tests in a JVM of its own, with the tests' class path. */
public final class ForkedJvm {
  private final List<String> options = new ArrayList<>();
  private String classPathPrefix = "";
  private final ProcessBuilder builder = new ProcessBuilder();

  public ForkedJvm options(String... more) {
    options.addAll(Arrays.asList(more));
    return this;
  }

  /** Puts a directory in front of the class path. */
  public ForkedJvm classPath(Path first) {
    classPathPrefix = first + File.pathSeparator;
    return this;
  }

  public Map<String, String> environment() {
    return builder.environment();
  }

  /** Runs to the end. */
  public String run(Class<?> main, String... args) throws Exception {
    Process process = start(main, args);
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running; so far:\n" + output);
    }
    return output;
  }

  /** Standard output and error together are the process's input stream. */
  public Process start(Class<?> main, String... args) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(classPathPrefix + classPath());
    command.add(main.getName());
    command.addAll(Arrays.asList(args));
    return builder.command(command).redirectErrorStream(true).start();
  }

  private static String classPath() {
    // Surefire's own class path is a jar with a manifest, and this is what the manifest says.
    return System.getProperty(
        "surefire.test.class.path", System.getProperty("java.class.path", File.pathSeparator));
  }
}
