package dev.tachograph.it.harness;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real NATS server, as Debian packages it, with JetStream. */
public final class NatsBroker implements AutoCloseable {
  private static final Path SERVER = Path.of("/usr/sbin/nats-server");

  private final RunningProcess process;
  private final int port;

  private NatsBroker(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one, with data of its own; skips the test where there is none. */
  public static NatsBroker start() {
    RealParts.require(Files.isExecutable(SERVER), "nats-server");
    Path directory = Paths.newDirectory("nats");
    int port = Ports.free();
    String[] command = {
      SERVER.toString(), "-js", "-sd", directory.toString(), "-a", "127.0.0.1", "-p", "" + port
    };
    NatsBroker broker = new NatsBroker(RunningProcess.start(directory, List.of(command)), port);
    Await.until(() -> "NATS\n" + broker.process, broker::accepts);
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

  @Override
  public void close() {
    process.close();
  }
}
