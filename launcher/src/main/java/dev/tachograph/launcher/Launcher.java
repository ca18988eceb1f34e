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
 * <p>An exception that leaves {@code premain} would abort the JVM. So this class catches all: a
 * failure is one line on stderr, and the application starts.
 *
 * <p>This class calls the agent's classes through interfaces of the JDK. A reflective call would
 * make the JVM spin method handles, which costs more than everything else here.
 */
public final class Launcher {
  private static final String AGENT = "dev.tachograph.agent.Agent";
  private static final String COMMAND_LINE = "dev.tachograph.agent.cli.CommandLine";

  /**
   * The system property that tells the attaching process the result: {@link #STARTED}, or why not.
   * An agent that throws would tell it as well, but with a stack trace on the application's stderr.
   * A JVM that was started with the agent has no such property.
   */
  private static final String ATTACHED = "dev.tachograph.attached";

  private static final String STARTED = "started";

  private static final String RESOURCE = "dev/tachograph/launcher/Launcher.class";

  /**
   * Whether an agent runs in this JVM. A second agent from any jar finds this class, because class
   * loaders ask their parents first and load a class once.
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

  /** Returns the result, in the form of {@link #ATTACHED}. */
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

  /** {@code java -jar tachograph.jar}: help, version, check, attach, prepare, serve. */
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
   * Whether the JVM runs one of the JDK's own tools, such as jps or keytool. JAVA_TOOL_OPTIONS
   * reaches them, but they are no workers. The launcher of single source files does not count as
   * one.
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

  /** The jar of this class, which has no code source if the boot class loader has loaded it. */
  private static File jar() throws IOException, URISyntaxException {
    return jarOf(ClassLoader.getSystemResource(RESOURCE));
  }

  /**
   * Another jar that the JVM was given, if there is one. {@code Boot-Class-Path} in the manifest is
   * a file name. If a renamed jar lies beside a {@code tachograph.jar} of another version, only the
   * entry points come from the renamed one. Listing all jars makes the JVM open the application's,
   * so this method does it only if such a jar may exist.
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
