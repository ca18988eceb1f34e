package dev.tachograph.agent.cli;

import dev.tachograph.agent.config.AgentArguments;
import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigProblem.Severity;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent into a JVM that is already running.
 *
 * <p>The attach API is reached by reflection through the system class loader: its module belongs to
 * that loader, which the agent's own classes do not see, and a run-time image may lack it.
 */
final class AttachCommand {
  private static final String VIRTUAL_MACHINE = "com.sun.tools.attach.VirtualMachine";

  /** Where the launcher of the agent that was loaded answers. */
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
      obstacle = attach(pid, agentJar.getAbsolutePath(), absoluteOptions);
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
   * To ask a process for its attach socket is to send it SIGQUIT, which ends most processes that
   * are not JVMs. So they are told apart first, by the library that every JVM has mapped. Where
   * there is no /proc, the attach API makes its own checks.
   */
  private static @Nullable String notAJvm(long pid) {
    if (!Files.isReadable(Path.of("/proc/self/maps"))) {
      return null;
    }
    try {
      // Paths in it have no known encoding; in this one every byte is a character.
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

  private static @Nullable String attach(String pid, String jar, String options) {
    try {
      Class<?> type = Class.forName(VIRTUAL_MACHINE, true, ClassLoader.getSystemClassLoader());
      Object machine = type.getMethod("attach", String.class).invoke(null, pid);
      try {
        type.getMethod("loadAgent", String.class, String.class).invoke(machine, jar, options);
        return refusal((Properties) type.getMethod("getSystemProperties").invoke(machine));
      } finally {
        type.getMethod("detach").invoke(machine);
      }
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      return "this Java ("
          + System.getProperty("java.home")
          + ") lacks the module jdk.attach; use a JDK, or start the application with"
          + " -javaagent:"
          + jar;
    } catch (InvocationTargetException e) {
      return explain(e.getCause());
    } catch (ReflectiveOperationException e) {
      return e.toString();
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

  private static String explain(@Nullable Throwable cause) {
    if (cause == null) {
      return "for an unknown reason";
    }
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
