package dev.tachograph.agent.cli.top;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the endpoint of a process among the ports that it listens on. Linux only. */
final class ProcessPorts {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final String SOCKET = "socket:[";
  private static final String LISTENING = "0A";
  private static final int LOCAL_ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private ProcessPorts() {}

  /**
   * The address of the endpoint.
   *
   * @throws IOException if there is none, or if it cannot be seen; the message says why
   */
  static String endpoint(long pid) throws IOException {
    if (ProcessHandle.of(pid).isEmpty()) {
      throw new IOException("there is no such process");
    }
    Path process = Path.of("/proc", String.valueOf(pid));
    if (!Files.isReadable(process.resolve("net/tcp"))) {
      throw new IOException("the ports of a process cannot be seen on this system; give its URL");
    }
    Set<Integer> ports;
    try {
      ports = ports(process);
    } catch (AccessDeniedException e) {
      throw new IOException("it belongs to another user; give its URL", e);
    }
    for (int port : ports) {
      for (String scheme : List.of("http", "https")) {
        String address = scheme + "://127.0.0.1:" + port;
        if (isEndpoint(address)) {
          return address;
        }
      }
    }
    throw new IOException(
        "it listens on " + ports + ", and none of these is the agent's; is it attached?");
  }

  private static Set<Integer> ports(Path process) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path descriptor : descriptors) {
        String target = target(descriptor);
        if (target.startsWith(SOCKET)) {
          sockets.add(target.substring(SOCKET.length(), target.length() - 1));
        }
      }
    }
    Set<Integer> ports = new TreeSet<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      Path file = process.resolve(table);
      if (Files.isReadable(file)) {
        for (String line : Files.readAllLines(file)) {
          addPort(line, sockets, ports);
        }
      }
    }
    return ports;
  }

  private static void addPort(String line, Set<String> sockets, Set<Integer> ports) {
    String[] fields = line.strip().split("\\s+");
    if (fields.length > INODE
        && fields[STATE].equals(LISTENING)
        && sockets.contains(fields[INODE])) {
      String address = fields[LOCAL_ADDRESS];
      ports.add(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16));
    }
  }

  /** A descriptor may be closed meanwhile. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }

  private static boolean isEndpoint(String address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address + "/-/healthy").toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      connection.disconnect();
      return status == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
