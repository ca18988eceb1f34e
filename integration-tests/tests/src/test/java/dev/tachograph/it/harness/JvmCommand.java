package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The command of a JVM to fork, with or without the agent. */
public final class JvmCommand {
  private final Jdk jdk;
  private final List<String> jvmArguments = new ArrayList<>();
  private final Map<String, String> environment = new TreeMap<>();
  private final List<String> prefix = new ArrayList<>();
  private @Nullable Path directory;

  private JvmCommand(Jdk jdk) {
    this.jdk = jdk;
    // Small and quick: many JVMs share few cores here.
    jvmArguments.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    // What one test has woven is there for the next, as it is on a user's machine.
    environment.put("XDG_CACHE_HOME", Paths.temporaryDirectory().resolve("cache").toString());
  }

  public static JvmCommand on(Jdk jdk) {
    return new JvmCommand(jdk);
  }

  public Jdk jdk() {
    return jdk;
  }

  /** Attaches the agent with these settings, {@code key=value}, on any free port. */
  public JvmCommand agent(String... settings) {
    List<String> all = new ArrayList<>(List.of("http.port=0"));
    all.addAll(Arrays.asList(settings));
    return agentArguments(String.join(",", all));
  }

  /** Attaches the agent with exactly these arguments. */
  public JvmCommand agentArguments(@Nullable String arguments) {
    jvmArguments.add("-javaagent:" + Paths.agentJar() + (arguments == null ? "" : "=" + arguments));
    return this;
  }

  public JvmCommand jvm(String... arguments) {
    jvmArguments.addAll(Arrays.asList(arguments));
    return this;
  }

  public JvmCommand environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Lets a shell run that first, such as {@code ulimit}. */
  public JvmCommand behind(String shellCommand) {
    prefix.addAll(List.of("sh", "-c", shellCommand + "; exec \"$@\"", "sh"));
    return this;
  }

  /** On one of the processors that there are. */
  public JvmCommand onOneProcessor() {
    return behind("taskset -pc $(taskset -pc $$ | sed 's/.*[:, -]//') $$ > /dev/null 2>&1");
  }

  /** Lets a program start it that runs what its arguments say, such as {@code setpriv}. */
  public JvmCommand under(List<String> program) {
    prefix.addAll(program);
    return this;
  }

  public JvmCommand directory(Path workingDirectory) {
    this.directory = workingDirectory;
    return this;
  }

  /** Starts the main class. */
  public RunningJvm start(String classPath, String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-cp", classPath, mainClass));
    command.addAll(Arrays.asList(arguments));
    boolean isProgram = mainClass.startsWith("com.acme.");
    return fork(mainClass.substring(mainClass.lastIndexOf('.') + 1), command, isProgram);
  }

  /** Starts the main class of a module. */
  public RunningJvm startModule(Path modulePath, String module, String mainClass) {
    return fork(module, List.of("-p", modulePath.toString(), "-m", module + '/' + mainClass), true);
  }

  /** Starts {@code java -jar}. */
  public RunningJvm startJar(Path jar, String... arguments) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(Arrays.asList(arguments));
    return fork(String.valueOf(jar.getFileName()), command, !jar.equals(Paths.agentJar()));
  }

  private RunningJvm fork(String name, List<String> rest, boolean isProgram) {
    List<String> command = new ArrayList<>(prefix);
    command.add(jdk.java().toString());
    // What a killed program leaves goes where all else is that the tests leave.
    command.add("-Djava.io.tmpdir=" + Paths.temporaryDirectory());
    command.addAll(
        isProgram
            ? OtherAgent.withOther(jvmArguments, "-javaagent:" + Paths.agentJar())
            : jvmArguments);
    command.addAll(rest);
    Path captured = Paths.newDirectory(name);
    ProcessBuilder builder = new ProcessBuilder(command);
    // What is set where the tests run must not decide what they see.
    builder
        .environment()
        .keySet()
        .removeIf(
            key ->
                key.startsWith("TACHOGRAPH_")
                    || key.startsWith("METRICS_")
                    || key.equals("ENABLE_METRICS")
                    || key.startsWith("IO_PROMETHEUS_")
                    || key.startsWith("CONDUCTOR_")
                    || key.startsWith("WORKER_")
                    || key.equals("JAVA_TOOL_OPTIONS")
                    || key.equals("JDK_JAVA_OPTIONS"));
    builder.environment().putAll(environment);
    builder.directory((directory == null ? captured : directory).toFile());
    try {
      return new RunningJvm(builder.start(), String.join(" ", command), captured);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
