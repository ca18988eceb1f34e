package dev.tachograph.launcher;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.Enumeration;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Entry points of the one jar: {@code -javaagent}, run-time attach and {@code java -jar}.
 *
 * <p>An exception that leaves {@code premain} aborts the JVM, so none does: whatever goes wrong is
 * one line on stderr, and the application starts.
 *
 * <p>The agent's classes are reached through interfaces of the JDK. To call them by reflection
 * would make the JVM spin method handles, which costs more than all else that happens here.
 */
public final class Launcher {
  private static final String AGENT = "dev.tachograph.agent.Agent";
  private static final String COMMAND_LINE = "dev.tachograph.agent.cli.CommandLine";

  /**
   * The system property that tells whoever attached what has become of it: {@link #STARTED}, or why
   * not. An agent that throws would tell it as well, but by a stack trace on the application's
   * stderr. A JVM that was started with the agent has no such property.
   */
  private static final String ATTACHED = "dev.tachograph.attached";

  private static final String STARTED = "started";

  private static final String RESOURCE = "dev/tachograph/launcher/Launcher.class";

  /**
   * Whether an agent is at work in this JVM. A second agent finds this class, whatever its jar:
   * class loaders ask their parents first and load a class once.
   */
  private static boolean running;

  private Launcher() {}

  public static void premain(@Nullable String options, Instrumentation instrumentation) {
    start(options, instrumentation, false);
  }

  public static void agentmain(@Nullable String options, Instrumentation instrumentation) {
    String outcome = start(options, instrumentation, true);
    try {
      System.setProperty(ATTACHED, outcome);
    } catch (Throwable t) {
      say("WARN cannot answer whoever attached: " + t);
    }
  }

  /** Returns what has become of it, as {@link #ATTACHED} tells it. */
  private static synchronized String start(
      @Nullable String options, Instrumentation instrumentation, boolean attached) {
    try {
      String version = System.getProperty("java.specification.version", "");
      if (isTooOld(version)) {
        return refused("ERROR not started: Java " + version + " is too old, 11 or later is needed");
      }
      if (running) {
        return refused(
            "WARN not started again: an agent is running in this JVM, and it stays as it is");
      }
      if (isJdkTool(System.getProperty("sun.java.command", ""))) {
        return "not started: this JVM runs one of the JDK's own tools";
      }
      running = startAgent(options, instrumentation, attached);
      return running ? STARTED : "not started: its configuration has switched it off";
    } catch (Throwable t) {
      return refused("ERROR not started: " + t);
    }
  }

  private static boolean startAgent(
      @Nullable String options, Instrumentation instrumentation, boolean attached)
      throws Exception {
    File jar = jar();
    File unused = unusedBeside(jar);
    if (unused != null) {
      say(
          "WARN runs "
              + jar
              + " and not "
              + unused
              + ", since a JVM prefers a jar of that name: let only one lie in the directory");
    }
    ClassLoader loader = new AgentClassLoader(jar, null);
    @SuppressWarnings("unchecked")
    Predicate<Object[]> agent = (Predicate<Object[]>) instance(loader, AGENT);
    return agent.test(new Object[] {options, instrumentation, jar, attached});
  }

  private static String refused(String message) {
    say(message);
    return message.substring(message.indexOf(' ') + 1);
  }

  /** {@code java -jar tachograph.jar}: help, version, check, attach, serve. */
  public static void main(String[] args) throws Exception {
    String version = System.getProperty("java.specification.version", "");
    if (isTooOld(version)) {
      say("ERROR Java " + version + " is too old, 11 or later is needed");
      System.exit(2);
    }
    File jar = jar();
    ClassLoader loader = new AgentClassLoader(jar, Launcher.class.getClassLoader());
    @SuppressWarnings("unchecked")
    Function<Object[], Integer> commandLine =
        (Function<Object[], Integer>) instance(loader, COMMAND_LINE);
    System.exit(commandLine.apply(new Object[] {args, jar}));
  }

  @SuppressWarnings("deprecation")
  private static Object instance(ClassLoader loader, String className)
      throws ReflectiveOperationException {
    return loader.loadClass(className).newInstance();
  }

  /** Java 9 and 10 have been out of support since 2018 and cannot load the agent either. */
  static boolean isTooOld(String specificationVersion) {
    return specificationVersion.startsWith("1.")
        || specificationVersion.equals("9")
        || specificationVersion.equals("10");
  }

  /**
   * Whether the JVM runs one of the JDK's own tools, such as jps or keytool, which are reached by
   * JAVA_TOOL_OPTIONS and are nobody's worker. The launcher of single source files is not one.
   */
  static boolean isJdkTool(String command) {
    int slash = command.indexOf('/');
    if (slash < 0 || !(command.startsWith("jdk.") || command.startsWith("java."))) {
      return false;
    }
    String mainClass = command.substring(slash + 1);
    return (mainClass.startsWith("sun.")
            || mainClass.startsWith("com.sun.")
            || mainClass.startsWith("jdk."))
        && !mainClass.startsWith("com.sun.tools.javac.launcher.");
  }

  /** The jar of this class, which has no code source where the boot class loader has loaded it. */
  private static File jar() throws IOException, URISyntaxException {
    return jarOf(ClassLoader.getSystemResource(RESOURCE));
  }

  /**
   * The jar that the JVM was given, if that is another one. {@code Boot-Class-Path} in the manifest
   * is a file name: beside a {@code tachograph.jar} of another version, a jar that was renamed
   * lends that its entry points and no more. To ask for all jars makes the JVM open the
   * application's, so it is asked only where one could be meant.
   */
  private static @Nullable File unusedBeside(File jar) throws IOException, URISyntaxException {
    String[] names = jar.getParentFile().list();
    boolean beside = false;
    for (int i = 0; names != null && i < names.length; i++) {
      beside |=
          names[i].startsWith("tachograph")
              && names[i].endsWith(".jar")
              && !names[i].equals(jar.getName());
    }
    Enumeration<URL> all = beside ? ClassLoader.getSystemResources(RESOURCE) : null;
    while (all != null && all.hasMoreElements()) {
      File other = jarOf(all.nextElement());
      if (!other.equals(jar)) {
        return other;
      }
    }
    return null;
  }

  private static File jarOf(@Nullable URL resource) throws IOException, URISyntaxException {
    String path = resource == null ? "" : resource.getPath();
    int end = path.lastIndexOf("!/");
    if (end < 0) {
      throw new IOException("the agent's jar is not known: " + resource);
    }
    return new File(new URI(path.substring(0, end)));
  }

  @SuppressWarnings("SystemOut")
  private static void say(String message) {
    System.err.println("tachograph " + message.replace('\n', ' '));
  }
}
