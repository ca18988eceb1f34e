package dev.tachograph.benchmarks.process;

import java.util.ArrayList;
import java.util.List;

/**
 * What to start.
 *
 * @param jdk to start it with
 * @param options of the JVM
 * @param classPath of the program
 * @param main class
 * @param arguments of the program
 */
public record JavaCommand(
    Jdk jdk, List<String> options, String classPath, Class<?> main, List<String> arguments) {
  public JavaCommand(
      Jdk jdk, List<String> options, String classPath, Class<?> main, String... arguments) {
    this(jdk, options, classPath, main, List.of(arguments));
  }

  /** The same with further options in front. */
  public JavaCommand with(List<String> moreOptions) {
    List<String> all = new ArrayList<>(moreOptions);
    all.addAll(options);
    return new JavaCommand(jdk, all, classPath, main, arguments);
  }

  public List<String> line() {
    List<String> line = new ArrayList<>();
    line.add(jdk.java());
    line.addAll(options);
    line.add("-cp");
    line.add(classPath);
    line.add(main.getName());
    line.addAll(arguments);
    return line;
  }
}
