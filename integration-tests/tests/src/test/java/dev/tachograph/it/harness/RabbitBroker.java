package dev.tachograph.it.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real RabbitMQ, as Debian packages it. */
public final class RabbitBroker implements AutoCloseable {
  private static final Path SERVER = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");

  private final RunningProcess process;
  private final Path directory;
  private final int port;
  private final int names;

  private RabbitBroker(RunningProcess process, Path directory, int port, int names) {
    this.process = process;
    this.directory = directory;
    this.port = port;
    this.names = names;
  }

  /** Starts one, with data and settings of its own; skips the test where there is none. */
  public static RabbitBroker start() {
    RealParts.require(Files.isExecutable(SERVER), "rabbitmq-server");
    Path directory = Paths.newDirectory("rabbitmq");
    int port = Ports.free();
    int names = Ports.free();
    RunningProcess process =
        RunningProcess.start(
            directory,
            List.of(
                "env",
                "HOME=" + directory,
                "RABBITMQ_NODENAME=tachograph" + port + "@localhost",
                "RABBITMQ_NODE_PORT=" + port,
                "RABBITMQ_NODE_IP_ADDRESS=127.0.0.1",
                "RABBITMQ_DIST_PORT=" + Ports.free(),
                "ERL_EPMD_PORT=" + names,
                "ERL_EPMD_ADDRESS=127.0.0.1",
                "RABBITMQ_MNESIA_BASE=" + directory.resolve("data"),
                "RABBITMQ_LOG_BASE=" + directory.resolve("log"),
                "RABBITMQ_CONFIG_FILE=" + directory.resolve("none"),
                "RABBITMQ_CONF_ENV_FILE=" + directory.resolve("none"),
                "RABBITMQ_ENABLED_PLUGINS_FILE=" + directory.resolve("plugins"),
                "RABBITMQ_GENERATED_CONFIG_DIR=" + directory.resolve("conf"),
                "RABBITMQ_PID_FILE=" + directory.resolve("pid"),
                // A scheduler that has nothing to do lets others work.
                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS=+sbwt none +sbwtdcpu none +sbwtdio none",
                SERVER.toString()));
    RabbitBroker broker = new RabbitBroker(process, directory, port, names);
    Await.until(() -> "RabbitMQ\n" + process, broker::accepts);
    return broker;
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

  /** Ends it, and the process that knows its name. */
  @Override
  public void close() {
    process.close();
    RunningProcess epmd =
        RunningProcess.start(directory, List.of("epmd", "-port", String.valueOf(names), "-kill"));
    Await.until(() -> "the end of " + epmd, () -> !epmd.isAlive());
  }
}
