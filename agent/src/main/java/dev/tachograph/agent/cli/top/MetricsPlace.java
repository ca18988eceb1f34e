package dev.tachograph.agent.cli.top;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where the metrics of a process are: at an address, or in a file. */
final class MetricsPlace {
  private static final int TIMEOUT_MILLIS = 5_000;

  private final @Nullable URI uri;
  private final @Nullable Path file;
  private final @Nullable String authorization;

  private MetricsPlace(@Nullable URI uri, @Nullable Path file, @Nullable String authorization) {
    this.uri = uri;
    this.file = file;
    this.authorization = authorization;
  }

  /**
   * The place that a user named.
   *
   * @param named an address, the id of a process, or a file; the path of an address may be missing
   * @param authorization the header of that name; null if there is none
   * @throws IOException if there is none; the message says why
   */
  static MetricsPlace of(String named, @Nullable String authorization) throws IOException {
    if (named.startsWith("http://") || named.startsWith("https://")) {
      return at(named, authorization);
    }
    Path file = Path.of(named);
    if (Files.isRegularFile(file)) {
      return new MetricsPlace(null, file, null);
    }
    if (named.matches("[0-9]{1,18}")) {
      return at(ProcessPorts.endpoint(Long.parseLong(named)), authorization);
    }
    throw new IOException("it is no address, no process id and no file");
  }

  private static MetricsPlace at(String address, @Nullable String authorization)
      throws IOException {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw new IOException("it is no address", e);
    }
    boolean bare = uri.getPath() == null || uri.getPath().isEmpty() || uri.getPath().equals("/");
    String user = uri.getUserInfo();
    return new MetricsPlace(
        bare ? uri.resolve("/metrics") : uri,
        null,
        authorization == null && user != null ? basic(user) : authorization);
  }

  /**
   * @param user name and password with a colon between them
   */
  static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether it is read from a file, which somebody writes now and then. */
  boolean isFile() {
    return file != null;
  }

  /**
   * Reads all metrics.
   *
   * @throws IOException if there are none; the message says why
   */
  Reading read() throws IOException {
    String text = text();
    try {
      return Reading.of(System.nanoTime(), text);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private String text() throws IOException {
    if (file != null) {
      return Files.readString(file);
    }
    if (uri == null) {
      throw new IOException("there is neither a file nor an address");
    }
    URLConnection connection = uri.toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setUseCaches(false);
    connection.setRequestProperty("Accept", "text/plain;version=0.0.4");
    if (authorization != null) {
      connection.setRequestProperty("Authorization", authorization);
    }
    int status = ((HttpURLConnection) connection).getResponseCode();
    if (status != HttpURLConnection.HTTP_OK) {
      throw new IOException(
          status == HttpURLConnection.HTTP_UNAUTHORIZED
              ? "it wants credentials: use --user and --password-file, or --bearer-file"
              : "it answered with status " + status);
    }
    try (InputStream in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
