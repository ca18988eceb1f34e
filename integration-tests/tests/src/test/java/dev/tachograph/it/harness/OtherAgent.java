package dev.tachograph.it.harness;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An agent of somebody else, with everything switched off that would look for a network. */
public enum OtherAgent {
  OPENTELEMETRY(
      "io.opentelemetry.javaagent:opentelemetry-javaagent:2.33.1",
      "",
      "-Dotel.metrics.exporter=none",
      "-Dotel.logs.exporter=none"),
  DATADOG(
      "com.datadoghq:dd-java-agent:1.68.1",
      "",
      "-Ddd.instrumentation.telemetry.enabled=false",
      "-Ddd.remote_config.enabled=false",
      "-Ddd.jmxfetch.enabled=false",
      "-Ddd.profiling.enabled=false",
      "-Ddd.trace.startup.logs=false",
      "-Ddd.writer.type=LoggingWriter",
      "-Ddd.trace.agent.url=http://127.0.0.1:9"),
  ELASTIC(
      "co.elastic.apm:elastic-apm-agent:1.55.1",
      "",
      "-Delastic.apm.cloud_provider=NONE",
      "-Delastic.apm.central_config=false",
      "-Delastic.apm.disable_send=true",
      "-Delastic.apm.log_level=ERROR"),
  JMX_EXPORTER("io.prometheus.jmx:jmx_prometheus_javaagent:1.0.1", ""),
  JACOCO("org.jacoco:org.jacoco.agent:jar:runtime:0.8.14", "=destfile=jacoco.exec"),
  ASPECTJ("org.aspectj:aspectjweaver:1.9.25", "");

  /** Where it stands on the command line: before Tachograph, or after it. */
  public enum Place {
    BEFORE,
    AFTER
  }

  /** All programs that start until this is closed run beside that agent. */
  public record Beside(OtherAgent agent, Place place, @Nullable Beside before)
      implements AutoCloseable {
    @Override
    public void close() {
      beside = before;
    }
  }

  private static final Pattern IDS =
      Pattern.compile(
          "(?im)^(traceparent|tracestate|elastic-apm-traceparent|x-datadog-[a-z-]+): .*");

  private static final Pattern JMX_PORT = Pattern.compile("jmx_prometheus_javaagent\\S+=(\\d+):");

  private static @Nullable Beside beside = asked();

  private final String coordinates;
  private final String options;
  private final List<String> properties;

  OtherAgent(String coordinates, String options, String... properties) {
    this.coordinates = coordinates;
    this.options = options;
    this.properties = List.of(properties);
  }

  /** What a JVM needs to run with it. */
  public String[] arguments() {
    List<String> all = new ArrayList<>(properties);
    all.add(
        "-javaagent:"
            + Artifacts.jar(coordinates)
            + (this == JMX_EXPORTER ? "=" + Ports.free() + ":" + allBeans() : options));
    return all.toArray(new String[0]);
  }

  /** What a JVM needs that it is {@linkplain #attachTo attached to} later. */
  public String[] properties() {
    return properties.toArray(new String[0]);
  }

  /** Where jmx_exporter serves what it finds in a program. */
  public static URI jmxEndpoint(RunningJvm app) {
    Matcher port = JMX_PORT.matcher(app.toString());
    if (!port.find()) {
      throw new AssertionError(app.toString());
    }
    return URI.create("http://127.0.0.1:" + port.group(1) + "/metrics");
  }

  /** Attaches it to a JVM that runs, and waits until it has started. */
  public void attachTo(RunningJvm app) {
    try {
      VirtualMachine machine = VirtualMachine.attach(String.valueOf(app.pid()));
      try {
        machine.loadAgent(Artifacts.jar(coordinates).toString(), options);
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException
        | AgentLoadException
        | AgentInitializationException
        | IOException e) {
      throw new AssertionError(this + "\n" + app, e);
    }
  }

  /** The same without a line for each span. */
  private List<String> silentArguments() {
    List<String> all = new ArrayList<>(List.of(arguments()));
    all.add("-Dotel.traces.exporter=none");
    all.add("-Dotel.javaagent.logging=none");
    all.add("-Ddatadog.slf4j.simpleLogger.defaultLogLevel=off");
    all.add("-Delastic.apm.log_level=OFF");
    return all;
  }

  /** Lets programs run beside this agent until the result is closed. */
  public Beside everywhere(Place place) {
    Beside all = new Beside(this, place, beside);
    beside = all;
    return all;
  }

  /**
   * A program's arguments with those of the agent that it is to run beside.
   *
   * @param ours what Tachograph's own begins with, if it is there; if not, a test may attach it
   */
  static List<String> withOther(List<String> jvmArguments, String ours) {
    Beside other = beside;
    if (other == null) {
      return jvmArguments;
    }
    List<String> all = new ArrayList<>(jvmArguments);
    int index = 0;
    while (index < all.size() && !all.get(index).startsWith(ours)) {
      index++;
    }
    if (index < all.size() && other.place() == Place.AFTER) {
      index++;
    }
    all.addAll(index, other.agent().silentArguments());
    return all;
  }

  /** Requests with the headers that such agents add, but without their values. */
  public static List<String> withoutIds(List<String> requests) {
    return requests.stream()
        .map(request -> IDS.matcher(request).replaceAll("$1: an id"))
        .sorted()
        .toList();
  }

  /** If one is asked for, tests that have all agents and places run with that alone. */
  public static boolean isWanted(OtherAgent agent, Place place) {
    Beside asked = asked();
    return asked == null || asked.agent() == agent && asked.place() == place;
  }

  /** {@code -Dit.beside=datadog,before} asks for it in every test. */
  private static @Nullable Beside asked() {
    String asked = System.getProperty("it.beside", "");
    if (asked.isEmpty()) {
      return null;
    }
    String[] parts = asked.toUpperCase(Locale.ROOT).split(",", -1);
    return new Beside(valueOf(parts[0]), Place.valueOf(parts[1]), null);
  }

  private static Path allBeans() {
    try {
      return Files.writeString(
          Paths.newDirectory("jmx").resolve("jmx.yaml"), "rules: [{pattern: '.*'}]\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
