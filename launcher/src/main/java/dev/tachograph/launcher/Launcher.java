package dev.tachograph.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Entry points of the one jar: {@code -javaagent}, run-time attach and {@code java -jar}.
 *
 * <p>An exception that leaves {@code premain} aborts the JVM, so none does: whatever goes wrong is
 * one line on stderr, and the application starts.
 */
public final class Launcher {
  private static final String AGENT = "dev.tachograph.agent.Agent";
  private static final String COMMAND_LINE = "dev.tachograph.agent.cli.CommandLine";

  /** In the boot class loader, if an agent has been there. */
  private static final String PROBES = "dev.tachograph.bootstrap.probe.Probes";

  private Launcher() {}

  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    start(options, instrumentation, false);
  }

  public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
    start(options, instrumentation, true);
  }

  private static void start(
      @Nullable String options, Instrumentation instrumentation, boolean attached) {
    try {
      String version = System.getProperty("java.specification.version", "");
      if (isTooOld(version)) {
        say("ERROR not started: Java " + version + " is too old, 11 or later is needed");
      } else if (isRunning()) {
        say("WARN not started again: an agent is running in this JVM, and it stays as it is");
      } else if (!isJdkTool(System.getProperty("sun.java.command", ""))) {
        File jar = jar();
        new AgentClassLoader(jar, AgentClassLoader.platformLoader())
            .loadClass(AGENT)
            .getMethod("start", String.class, Instrumentation.class, File.class, boolean.class)
            .invoke(null, options, instrumentation, jar, attached);
      }
    } catch (Throwable t) {
      Throwable cause = t instanceof InvocationTargetException ? t.getCause() : t;
      say("ERROR not started: " + cause);
    }
  }

  /** {@code java -jar tachograph.jar}: help, version, check, attach, serve. */
  public static void main(String[] args) throws Exception {
    String version = System.getProperty("java.specification.version", "");
    if (isTooOld(version)) {
      say("ERROR Java " + version + " is too old, 11 or later is needed");
      System.exit(2);
    }
    File jar = jar();
    Object exitCode =
        new AgentClassLoader(jar, Launcher.class.getClassLoader())
            .loadClass(COMMAND_LINE)
            .getMethod("run", String[].class, File.class)
            .invoke(null, args, jar);
    System.exit((Integer) exitCode);
  }

  /** Java 9 and 10 have been out of support since 2018 and cannot load the agent either. */
  static boolean isTooOld(String specificationVersion) {
    return specificationVersion.startsWith("1.")
        || specificationVersion.equals("9")
        || specificationVersion.equals("10");
  }

  /**
   * Whether the JVM runs one of the JDK's own tools, such as jps or keytool, which are reached by
   * JAVA_TOOL_OPTIONS and are nobody's worker.
   */
  static boolean isJdkTool(String command) {
    return command.startsWith("jdk.") && command.indexOf('/') > 0;
  }

  /** An agent that was switched off by its configuration is not running. */
  private static boolean isRunning() throws ReflectiveOperationException {
    Class<?> probes;
    try {
      probes = Class.forName(PROBES, false, null);
    } catch (ClassNotFoundException e) {
      return false;
    }
    return (Boolean) probes.getMethod("isInstalled").invoke(null);
  }

  private static File jar() throws IOException, URISyntaxException {
    CodeSource source = Launcher.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IOException("the agent's jar is not known");
    }
    return new File(source.getLocation().toURI());
  }

  @SuppressWarnings("SystemOut")
  private static void say(String message) {
    System.err.println("tachograph " + message.replace('\n', ' '));
  }
}
