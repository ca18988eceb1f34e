package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real carbon, the part of Graphite that receives and stores. */
public final class Carbon implements AutoCloseable {
  private final RunningProcess process;
  private final Path directory;
  private final int linePort;
  private final int picklePort;

  private Carbon(RunningProcess process, Path directory, int linePort, int picklePort) {
    this.process = process;
    this.directory = directory;
    this.linePort = linePort;
    this.picklePort = picklePort;
  }

  /** Starts one that takes lines by TCP and UDP on one port, and pickles on another. */
  public static Carbon start() {
    RealParts.program("whisper-fetch");
    Path directory = Paths.newDirectory("carbon");
    int line = Ports.free();
    int pickle = Ports.free();
    int query = Ports.free();
    write(
        directory.resolve("carbon.conf"),
        String.join(
            "\n",
            "[cache]",
            "STORAGE_DIR = " + directory,
            "LOCAL_DATA_DIR = " + directory + "/data",
            "CONF_DIR = " + directory,
            "LOG_DIR = " + directory,
            "PID_DIR = " + directory,
            "USER =",
            "ENABLE_UDP_LISTENER = True",
            "LINE_RECEIVER_INTERFACE = 127.0.0.1",
            "LINE_RECEIVER_PORT = " + line,
            "UDP_RECEIVER_INTERFACE = 127.0.0.1",
            "UDP_RECEIVER_PORT = " + line,
            "PICKLE_RECEIVER_INTERFACE = 127.0.0.1",
            "PICKLE_RECEIVER_PORT = " + pickle,
            "CACHE_QUERY_INTERFACE = 127.0.0.1",
            "CACHE_QUERY_PORT = " + query,
            "MAX_CREATES_PER_MINUTE = inf",
            ""));
    write(directory.resolve("storage-schemas.conf"), "[all]\npattern = .*\nretentions = 1s:1d\n");
    RunningProcess process =
        RunningProcess.start(
            directory,
            List.of(
                RealParts.program("carbon-cache").toString(),
                "--nodaemon",
                "--config=" + directory.resolve("carbon.conf"),
                "--pidfile=" + directory.resolve("carbon.pid"),
                "start"));
    Carbon carbon = new Carbon(process, directory, line, pickle);
    Await.until(() -> "carbon\n" + process, () -> carbon.listens(line) && carbon.listens(pickle));
    return carbon;
  }

  private boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int linePort() {
    return linePort;
  }

  public int picklePort() {
    return picklePort;
  }

  /** Waits until this value of a metric is stored. */
  public void awaitValue(String metric, double value) {
    Path file = directory.resolve("data/" + metric.replace('.', '/') + ".wsp");
    Await.until(
        () -> metric + " = " + value + "\n" + stored(file) + process,
        () -> stored(file).lines().anyMatch(line -> line.endsWith("\t" + value)));
  }

  /** What is stored in the last minute, as time and value; empty if there is no such file. */
  private static String stored(Path file) {
    if (!Files.exists(file)) {
      return "";
    }
    long from = System.currentTimeMillis() / 1000 - 60;
    try {
      Process fetch =
          new ProcessBuilder(
                  RealParts.program("whisper-fetch").toString(), "--from=" + from, file.toString())
              .redirectErrorStream(true)
              .start();
      String text = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> !line.endsWith("None"))
          .map(line -> line.replaceAll("(\\d)\\.0+$", "$1.0"))
          .reduce("", (all, line) -> all + line + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
