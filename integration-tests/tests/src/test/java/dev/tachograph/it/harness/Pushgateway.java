package dev.tachograph.it.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A real Pushgateway. */
public final class Pushgateway implements AutoCloseable {
  private final RunningProcess process;
  private final int port;

  private Pushgateway(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  public static Pushgateway start() {
    Pushgateway gateway = on(Ports.free());
    Await.until(() -> "the Pushgateway\n" + gateway.process, gateway::isReady);
    return gateway;
  }

  /** Starts it on that port. It may not listen yet. */
  public static Pushgateway on(int port, String... options) {
    Path directory = Paths.newDirectory("pushgateway");
    List<String> command =
        new ArrayList<>(
            List.of(
                RealParts.program("prometheus-pushgateway").toString(),
                "--web.listen-address=127.0.0.1:" + port,
                // Debian's keeps what it has in a file that all of them share.
                "--persistence.file=" + directory.resolve("pushed")));
    command.addAll(Arrays.asList(options));
    return new Pushgateway(RunningProcess.start(directory, command), port);
  }

  /** Waits until it listens. It may refuse whatever it is asked then. */
  public Pushgateway awaitListening() {
    Await.until(() -> "the Pushgateway\n" + process, this::isListening);
    return this;
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isReady() {
    return Scrape.isAnswered(url());
  }

  public int port() {
    return port;
  }

  /** What is to be configured. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** What it shows to Prometheus. */
  public Scrape scrape() {
    return Scrape.of(url().resolve("/metrics"));
  }

  public String log() {
    return process.output();
  }

  @Override
  public void close() {
    process.kill();
  }
}
