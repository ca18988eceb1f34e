package dev.tachograph.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachCommandTest {
  private final Path directory;

  AttachCommandTest(@TempDir Path directory) {
    this.directory = directory;
    this.jar = directory.resolve("agent.jar").toFile();
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Process> processes = new ArrayList<>();
  private File jar;

  @BeforeEach
  void writeJar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", AttachedProbe.class.getName());
    try (JarOutputStream stream =
        new JarOutputStream(Files.newOutputStream(jar.toPath()), manifest)) {
      stream.putNextEntry(new JarEntry("empty"));
    }
  }

  @AfterEach
  void stopProcesses() throws InterruptedException {
    for (Process process : processes) {
      process.destroy();
      process.waitFor();
    }
  }

  private int attach(String... pidAndOptions) {
    String[] args = new String[pidAndOptions.length + 1];
    args[0] = "attach";
    System.arraycopy(pidAndOptions, 0, args, 1, pidAndOptions.length);
    return CommandLine.run(
        args,
        jar,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private Process start(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    processes.add(process);
    return process;
  }

  private Process startJvm(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(AttachedProbe.class.getName());
    return start(command.toArray(new String[0]));
  }

  @Test
  void theAgentIsLoadedWithAbsolutePaths() throws Exception {
    Process jvm = startJvm();
    BufferedReader printed = jvm.inputReader();
    assertThat(printed.readLine()).isEqualTo("ready");
    assertThat(attach(String.valueOf(jvm.pid()), "textfile.directory=metrics,http.port=0"))
        .as(err())
        .isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Attached to " + jvm.pid());
    assertThat(printed.readLine())
        .isEqualTo(
            "attached with textfile.directory="
                + new File("metrics").getAbsolutePath()
                + ",http.port=0");
  }

  @Test
  void withoutOptionsTheAgentGetsNone() throws Exception {
    Process jvm = startJvm();
    BufferedReader printed = jvm.inputReader();
    assertThat(printed.readLine()).isEqualTo("ready");
    assertThat(attach(String.valueOf(jvm.pid()))).as(err()).isZero();
    assertThat(printed.readLine()).isEqualTo("attached with ");
  }

  @Test
  void anAgentThatDoesNotStartIsAFailure() throws Exception {
    Process jvm = startJvm();
    assertThat(jvm.inputReader().readLine()).isEqualTo("ready");
    assertThat(attach(String.valueOf(jvm.pid()), AttachedProbe.REFUSE)).isEqualTo(1);
    assertThat(err()).contains("Cannot attach to " + jvm.pid(), "the agent was not started: so");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void anAgentThatDoesNotAnswerIsAFailure() throws Exception {
    Process jvm = startJvm();
    assertThat(jvm.inputReader().readLine()).isEqualTo("ready");
    assertThat(attach(String.valueOf(jvm.pid()), AttachedProbe.SILENT)).isEqualTo(1);
    assertThat(err()).contains("does not say that it has started");
  }

  @Test
  void optionsWithErrorsAreNotSent() throws Exception {
    Process jvm = startJvm();
    assertThat(jvm.inputReader().readLine()).isEqualTo("ready");
    assertThat(attach(String.valueOf(jvm.pid()), "http.port=x")).isEqualTo(1);
    assertThat(err()).contains("ERROR http.port=x", "Cannot attach", "options hold errors");
  }

  @Test
  void aJvmThatRefuses() throws Exception {
    Process jvm = startJvm("-XX:+DisableAttachMechanism");
    assertThat(jvm.inputReader().readLine()).isEqualTo("ready");
    assertThat(attach(String.valueOf(jvm.pid()))).isEqualTo(1);
    assertThat(err()).contains("Cannot attach to " + jvm.pid(), "DisableAttachMechanism");
    assertThat(jvm.isAlive()).isTrue();
  }

  @Test
  void aProcessThatIsNoJvmIsLeftAlone() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/maps")), "only seen where there is /proc");
    Process cat = start("cat");
    assertThat(attach(String.valueOf(cat.pid()))).isEqualTo(1);
    assertThat(err()).contains("it is not a JVM");
    assertThat(cat.isAlive()).isTrue();
  }

  @Test
  void aProcessThatDoesNotExist() throws Exception {
    Process gone = startJvm("-version");
    gone.waitFor();
    assertThat(attach(String.valueOf(gone.pid()))).isEqualTo(1);
    assertThat(err()).contains("there is no such process");
    assertThat(attach("0")).isEqualTo(1);
    assertThat(attach("-1")).isEqualTo(1);
  }

  @Test
  void whatIsNoProcessId() {
    assertThat(attach("worker")).isEqualTo(1);
    assertThat(err()).contains("Cannot attach to worker: it is not a process id");
  }

  @Test
  void thisJvmItself() {
    assertThat(attach(String.valueOf(ProcessHandle.current().pid()))).isEqualTo(1);
    assertThat(err()).contains("it is this JVM itself");
  }

  @Test
  void aJarThatIsNotThere() throws Exception {
    Process jvm = startJvm();
    jar = directory.resolve("missing.jar").toFile();
    assertThat(attach(String.valueOf(jvm.pid()))).isEqualTo(1);
    assertThat(err()).contains("the agent's jar is not at", "missing.jar");
  }

  @Test
  void aRunTimeWithoutTheAttachModule() throws Exception {
    Process jvm = startJvm();
    assertThat(jvm.inputReader().readLine()).isEqualTo("ready");
    Process command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base",
                "-cp",
                System.getProperty("java.class.path"),
                CallsCommandLine.class.getName(),
                jar.toString(),
                "attach",
                String.valueOf(jvm.pid()))
            .redirectErrorStream(true)
            .start();
    processes.add(command);
    assertThat(new String(command.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("lacks the module jdk.attach", "-javaagent:" + jar);
    assertThat(command.waitFor()).isEqualTo(1);
  }

  /** The launcher, as far as commands are concerned. */
  static final class CallsCommandLine {
    private CallsCommandLine() {}

    public static void main(String[] args) {
      String[] command = Arrays.copyOfRange(args, 1, args.length);
      System.exit(CommandLine.run(command, new File(args[0]), System.out, System.err));
    }
  }
}
