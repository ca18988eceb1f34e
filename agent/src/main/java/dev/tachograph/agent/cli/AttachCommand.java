package dev.tachograph.agent.cli;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigProblem.Severity;
import dev.tachograph.agent.config.source.AgentArguments;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.ByteBuddyAgent.AttachmentProvider;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent into a JVM that is already running.
 *
 * <p>Byte Buddy's agent finds the attach API. Its module belongs to the system class loader, which
 * the agent's own classes do not see, and a run-time image may lack it.
 */
final class AttachCommand {
  /** The property in which the launcher of the loaded agent answers. */
  private static final String ANSWER = "dev.tachograph.attached";

  private static final String STARTED = "started";

  private AttachCommand() {}

  static int run(String pid, String options, File agentJar, PrintStream out, PrintStream err) {
    String absoluteOptions = AgentArguments.withAbsolutePaths(options);
    String obstacle = obstacle(pid, agentJar);
    if (obstacle == null && !usable(absoluteOptions, err)) {
      obstacle = "the options hold errors, and an agent reads its options only once";
    }
    if (obstacle == null) {
      obstacle = attach(pid, agentJar.getAbsoluteFile(), absoluteOptions);
    }
    if (obstacle != null) {
      err.println("Cannot attach to " + pid + ": " + obstacle);
      return CommandLine.FAILED;
    }
    out.println("Attached to " + pid + "; the agent reports on the stderr of that JVM.");
    return CommandLine.OK;
  }

  private static @Nullable String obstacle(String pid, File agentJar) {
    long number;
    try {
      number = Long.parseLong(pid);
    } catch (NumberFormatException e) {
      return "it is not a process id; jps or jcmd lists those of running JVMs";
    }
    if (number == ProcessHandle.current().pid()) {
      return "it is this JVM itself";
    }
    if (!agentJar.isFile()) {
      return "the agent's jar is not at " + agentJar;
    }
    Optional<ProcessHandle> process = number > 0 ? ProcessHandle.of(number) : Optional.empty();
    if (process.isEmpty()) {
      return "there is no such process; jps or jcmd lists those that are JVMs";
    }
    String otherUser = otherUser(process.get());
    return otherUser == null ? notAJvm(number) : otherUser;
  }

  /** The operating system lets only root attach to a JVM of another user. */
  private static @Nullable String otherUser(ProcessHandle process) {
    String me = ProcessHandle.current().info().user().orElse("");
    String owner = process.info().user().orElse(me);
    return me.equals("root") || owner.equals(me)
        ? null
        : "it belongs to the user " + owner + "; run this as " + owner;
  }

  /**
   * Why the process is not a JVM, or null if it may be one. Asking a process for its attach socket
   * means sending it SIGQUIT, which ends most processes that are not JVMs. So this first looks for
   * the library that every JVM has mapped. Without /proc, the attach API makes its own checks.
   */
  private static @Nullable String notAJvm(long pid) {
    if (!Files.isReadable(Path.of("/proc/self/maps"))) {
      return null;
    }
    try {
      // Paths in it have no known encoding. In this one every byte is a character.
      String maps =
          Files.readString(Path.of("/proc/" + pid + "/maps"), StandardCharsets.ISO_8859_1);
      return maps.contains("libjvm.") ? null : "it is not a JVM";
    } catch (IOException e) {
      return "whether it is a JVM cannot be seen (" + e + ")";
    }
  }

  private static boolean usable(String options, PrintStream err) {
    boolean usable = true;
    AgentConfig config = AgentConfig.load(options, Collections.emptyMap(), new Properties());
    for (ConfigProblem problem : config.problems()) {
      err.println(problem.severity() + " " + problem.message());
      usable &= problem.severity() != Severity.ERROR;
    }
    return usable;
  }

  private static @Nullable String attach(String pid, File jar, String options) {
    AttachmentProvider provider = AttachmentProvider.ForModularizedVm.INSTANCE;
    AttachmentProvider.Accessor attachApi = provider.attempt();
    if (!attachApi.isAvailable()) {
      return "this Java ("
          + System.getProperty("java.home")
          + ") lacks the module jdk.attach; use a JDK, or start the application with"
          + " -javaagent:"
          + jar;
    }
    try {
      ByteBuddyAgent.attach(jar, pid, options, provider);
      return refusal(properties(attachApi.getVirtualMachineType(), pid));
    } catch (RuntimeException | ReflectiveOperationException e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      return explain(cause);
    }
  }

  /** The properties of the other JVM, after the agent has been loaded. */
  private static Properties properties(Class<?> virtualMachine, String pid)
      throws ReflectiveOperationException {
    Object machine = virtualMachine.getMethod("attach", String.class).invoke(null, pid);
    try {
      return (Properties) virtualMachine.getMethod("getSystemProperties").invoke(machine);
    } finally {
      virtualMachine.getMethod("detach").invoke(machine);
    }
  }

  /** Why the agent has not started, or null if it has. */
  private static @Nullable String refusal(Properties ofOtherJvm) {
    String answer = ofOtherJvm.getProperty(ANSWER);
    if (answer == null) {
      return "the agent was loaded but does not say that it has started; see that JVM's stderr";
    }
    return answer.equals(STARTED) ? null : "the agent was " + answer;
  }

  private static String explain(Throwable cause) {
    String reason = cause.getClass().getSimpleName() + ": " + cause.getMessage();
    switch (cause.getClass().getSimpleName()) {
      case "AgentInitializationException":
        return "the agent was loaded but did not start (" + reason + "); see that JVM's stderr";
      case "AgentLoadException":
        return "that JVM did not load the agent ("
            + reason
            + "); is it started with"
            + " -XX:-EnableDynamicAgentLoading?";
      case "AttachNotSupportedException":
        return "that JVM does not answer ("
            + reason
            + "); is it started with"
            + " -XX:+DisableAttachMechanism, or in another container?";
      default:
        return reason;
    }
  }
}
