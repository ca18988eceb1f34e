package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real Kafka broker, which is its own controller. */
public final class KafkaBroker implements AutoCloseable {
  private static final String CLUSTER = "MkU3OEVBNTcwNTJENDM2Qg";

  private final RunningProcess process;
  private final int port;

  private KafkaBroker(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one, and waits until it accepts connections.
   *
   * @param jvmOptions of the broker's JVM
   */
  public static KafkaBroker start(String... jvmOptions) {
    return startOf("kafka-broker", jvmOptions);
  }

  /** As above, of the class path with this name. */
  public static KafkaBroker startOf(String libraries, String... jvmOptions) {
    Path directory = Paths.newDirectory("kafka");
    int port = Ports.free();
    int controller = Ports.free();
    String local = "://127.0.0.1:";
    String settings =
        String.join(
            "\n",
            "process.roles=broker,controller",
            "node.id=1",
            "listeners=PLAINTEXT" + local + port + ",CONTROLLER" + local + controller,
            "advertised.listeners=PLAINTEXT" + local + port,
            "controller.listener.names=CONTROLLER",
            "listener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
            "controller.quorum.voters=1@127.0.0.1:" + controller,
            "log.dirs=" + directory.resolve("data"),
            "offsets.topic.replication.factor=1",
            "offsets.topic.num.partitions=1",
            "group.initial.rebalance.delay.ms=0");
    try {
      Files.writeString(directory.resolve("server.properties"), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RunningProcess format =
        RunningProcess.start(
            directory,
            command(
                libraries,
                List.of(),
                "kafka.tools.StorageTool",
                "format",
                "-t",
                CLUSTER,
                "-c",
                "server.properties"));
    Await.until(() -> "the end of " + format, () -> !format.isAlive());
    KafkaBroker broker =
        new KafkaBroker(
            RunningProcess.start(
                directory,
                command(libraries, List.of(jvmOptions), "kafka.Kafka", "server.properties")),
            port);
    Await.until(() -> "Kafka\n" + broker.process, broker::accepts);
    return broker;
  }

  private static List<String> command(
      String libraries, List<String> options, String main, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Jdks.atLeast(17).java().toString()));
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(List.of("-cp", ClassPaths.of(libraries), main));
    command.addAll(List.of(arguments));
    return command;
  }

  private boolean accepts() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Where clients find it: host and port. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  /** What it has written. */
  public String output() {
    return process.output();
  }

  @Override
  public void close() {
    process.kill();
  }
}
