package dev.tachograph.benchmarks.process;

import com.example.load.EmptyAgent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every agent at hand. Each is configured as its documentation says to run without a backend, and
 * to expose its metrics on a free port where it can.
 */
public final class JavaAgents {
  public static final String TACHOGRAPH = "Tachograph";
  public static final String PREPARED = "Tachograph, woven classes at hand";
  public static final String OTHER_VERSION = "Tachograph, the other version";
  public static final String JMX_EXPORTER = "jmx_exporter";
  public static final String OPENTELEMETRY = "OpenTelemetry, Prometheus exporter";

  /** The first of this project's options. */
  public static final String ANY_PORT = "http.port=0";

  private final Path tachograph;
  private final @Nullable Path otherVersion;
  private final Path peers;
  private final Path scratch;

  /**
   * @param tachograph the jar
   * @param otherVersion another version's, to be compared; null if none is
   * @param peers directory with the jars of the others, as far as they are there
   * @param scratch directory for configuration files
   */
  public JavaAgents(Path tachograph, @Nullable Path otherVersion, Path peers, Path scratch) {
    this.tachograph = tachograph;
    this.otherVersion = otherVersion;
    this.peers = peers;
    this.scratch = scratch;
  }

  /** This project's with these options, which shall name a port; it weaves whatever it needs. */
  public JavaAgent tachograph(String options) {
    return tachograph(TACHOGRAPH, options + ",weaving.cache=off");
  }

  /** Another version of this project's with these options, or null if none is compared. */
  public @Nullable JavaAgent otherVersion(String options) {
    return otherVersion == null
        ? null
        : new JavaAgent(
            OTHER_VERSION, List.of("-javaagent:" + otherVersion + "=" + options), false);
  }

  /** This project's, which finds woven classes in a file. */
  public JavaAgent prepared(Path file) {
    return tachograph(PREPARED, ANY_PORT + ",weaving.cache=" + file.toAbsolutePath());
  }

  /** This project's, which puts woven classes into a file. */
  public JavaAgent preparing(Path file) {
    return tachograph(
        PREPARED, ANY_PORT + ",weaving.cache-write=exit,weaving.cache=" + file.toAbsolutePath());
  }

  private JavaAgent tachograph(String name, String options) {
    return new JavaAgent(name, List.of("-javaagent:" + tachograph + "=" + options), false);
  }

  /** None, this project's with these options, and the others. */
  public List<JavaAgent> all(String tachographOptions) throws IOException {
    List<JavaAgent> agents = new ArrayList<>();
    agents.add(JavaAgent.NONE);
    agents.add(tachograph(ANY_PORT + tachographOptions));
    add(agents, otherVersion(ANY_PORT + tachographOptions));
    add(agents, jmxExporter());
    add(agents, openTelemetry());
    add(agents, elastic());
    add(agents, datadog());
    return agents;
  }

  /** None, this project's, and OpenTelemetry's, to which a quick run is limited. */
  public List<JavaAgent> few(String tachographOptions) throws IOException {
    List<JavaAgent> agents = new ArrayList<>();
    agents.add(JavaAgent.NONE);
    agents.add(tachograph(ANY_PORT + tachographOptions));
    add(agents, otherVersion(ANY_PORT + tachographOptions));
    add(agents, openTelemetry());
    return agents;
  }

  private static void add(List<JavaAgent> agents, @Nullable JavaAgent agent) {
    if (agent != null) {
      agents.add(agent);
    }
  }

  /** OpenTelemetry's, or null if it is not there. */
  public @Nullable JavaAgent openTelemetry() throws IOException {
    Path jar = peer("opentelemetry-javaagent");
    return jar == null
        ? null
        : new JavaAgent(
            OPENTELEMETRY,
            List.of(
                "-javaagent:" + jar,
                "-Dotel.metrics.exporter=prometheus",
                "-Dotel.exporter.prometheus.host=127.0.0.1",
                "-Dotel.exporter.prometheus.port=0",
                "-Dotel.traces.exporter=none",
                "-Dotel.logs.exporter=none",
                "-Dotel.javaagent.logging=none"),
            true);
  }

  private @Nullable JavaAgent elastic() throws IOException {
    Path jar = peer("elastic-apm-agent");
    return jar == null
        ? null
        : new JavaAgent(
            "Elastic APM",
            List.of(
                "-javaagent:" + jar,
                "-Delastic.apm.disable_send=true",
                "-Delastic.apm.central_config=false",
                "-Delastic.apm.cloud_provider=NONE",
                "-Delastic.apm.log_level=OFF"),
            true);
  }

  private @Nullable JavaAgent datadog() throws IOException {
    Path jar = peer("dd-java-agent");
    return jar == null
        ? null
        : new JavaAgent(
            "Datadog",
            List.of(
                "-javaagent:" + jar,
                "-Ddd.instrumentation.telemetry.enabled=false",
                "-Ddd.remote_config.enabled=false",
                "-Ddd.jmxfetch.enabled=false",
                "-Ddd.profiling.enabled=false",
                "-Ddd.trace.startup.logs=false",
                "-Ddatadog.slf4j.simpleLogger.defaultLogLevel=off"),
            true);
  }

  /** An agent that does nothing. */
  private JavaAgent empty() throws IOException {
    Files.createDirectories(scratch);
    Path jar = scratch.resolve("empty-agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
    String entry = EmptyAgent.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in = EmptyAgent.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new JarEntry(entry));
      Objects.requireNonNull(in).transferTo(out);
      out.closeEntry();
    }
    return new JavaAgent("an agent that does nothing", List.of("-javaagent:" + jar), false);
  }

  private @Nullable JavaAgent jmxExporter() throws IOException {
    Path jar = peer("jmx_prometheus_javaagent");
    if (jar == null) {
      return null;
    }
    Files.createDirectories(scratch);
    Path rules = Files.writeString(scratch.resolve("jmx-exporter.yaml"), "rules:\n- pattern: .*\n");
    return new JavaAgent(
        JMX_EXPORTER, List.of("-javaagent:" + jar + "=127.0.0.1:0:" + rules), false);
  }

  private @Nullable Path peer(String artifact) throws IOException {
    if (!Files.isDirectory(peers)) {
      return null;
    }
    try (Stream<Path> files = Files.list(peers)) {
      return files
          .filter(file -> file.getFileName().toString().matches(artifact + "-\\d.*\\.jar"))
          .findFirst()
          .orElse(null);
    }
  }

  /** As {@link #all}, with an agent that does nothing as well. */
  public List<JavaAgent> allAndEmpty() throws IOException {
    List<JavaAgent> agents = all("");
    agents.add(1, empty());
    return agents;
  }

  /** The jars that are there, this project's first. */
  public List<Path> jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    jars.add(tachograph);
    if (Files.isDirectory(peers)) {
      try (Stream<Path> files = Files.list(peers)) {
        jars.addAll(files.filter(file -> file.toString().endsWith(".jar")).sorted().toList());
      }
    }
    return jars;
  }

  /** A port that an agent may be given. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
