package dev.tachograph.agent.export.discovery;

import dev.tachograph.agent.export.outlet.Outlet;
import dev.tachograph.agent.export.textfile.AtomicFile;
import dev.tachograph.agent.status.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Keeps a file in a directory that Prometheus watches ({@code file_sd_configs}), with the
 * endpoint's address and labels. The file is there while the endpoint has a port, and goes when the
 * JVM ends.
 *
 * <p>A killed JVM leaves its file. The operating system has released the lock on it by then, by
 * which every other JVM recognizes the file and removes it. A process id would not do, because
 * containers that share the directory do not see each other's processes.
 *
 * <p>Used by one thread at a time.
 */
public final class DiscoveryOutlet implements Outlet {
  private static final String PREFIX = "tachograph-";
  private static final String SUFFIX = ".json";
  private static final int NO_PORT = -1;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final DiscoveryOptions options;
  private final String scheme;
  private final IntSupplier port;
  private final String fileName;
  private final AtomicFile file;

  // Written by the thread that sends, which may be another one each time.
  private volatile int announced = NO_PORT;
  private volatile long nextLook = System.nanoTime();

  /**
   * @param scheme http or https
   * @param port the endpoint's port; -1 while it has none
   */
  public DiscoveryOutlet(DiscoveryOptions options, String scheme, IntSupplier port) {
    this.options = options;
    this.scheme = scheme;
    this.port = port;
    this.fileName =
        PREFIX
            + ProcessHandle.current().pid()
            + '-'
            + UUID.randomUUID().toString().substring(0, 8)
            + SUFFIX;
    this.file = new AtomicFile(options.directory, fileName, AtomicFile.READABLE_BY_ALL);
  }

  @Override
  public String name() {
    return "discovery";
  }

  @Override
  public String success(String interval) {
    return "the endpoint is announced in " + file.path();
  }

  @Override
  public String failure() {
    return "cannot announce the endpoint in " + file.path();
  }

  @Override
  public boolean isDue() {
    return port.getAsInt() != announced || System.nanoTime() - nextLook >= 0;
  }

  @Override
  public void send() throws IOException {
    nextLook = System.nanoTime() + LOOK_NANOS;
    if (!Files.isDirectory(options.directory)) {
      announced = NO_PORT;
      throw new IOException("the directory does not exist");
    }
    int now = port.getAsInt();
    if (now < 0) {
      remove();
    } else if (now != announced || !Files.exists(file.path())) {
      String targets = targets(now);
      file.replace(out -> out.write(targets.getBytes(StandardCharsets.UTF_8)));
      announced = now;
    }
    removeLeftovers();
  }

  @Override
  public void sendLast() throws IOException {
    remove();
  }

  @Override
  public boolean sendsLast() {
    return false;
  }

  @Override
  public void abort() {
    // A file system that hangs cannot be interrupted.
  }

  private void remove() throws IOException {
    announced = NO_PORT;
    Files.deleteIfExists(file.path());
    file.close();
  }

  private String targets(int number) {
    String host = options.host.indexOf(':') < 0 ? options.host : '[' + options.host + ']';
    Map<String, Object> labels = new LinkedHashMap<>(options.labels);
    if (!scheme.equals("http")) {
      labels.put("__scheme__", scheme);
    }
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("targets", Collections.singletonList(host + ':' + number));
    group.put("labels", labels);
    return JsonText.of(Collections.singletonList(group));
  }

  private void removeLeftovers() throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(options.directory, PREFIX + "*" + SUFFIX)) {
      for (Path other : files) {
        boolean ours = String.valueOf(other.getFileName()).equals(fileName);
        // To open our own would lose our lock on it.
        if (!ours && AtomicFile.isAbandoned(other)) {
          Files.deleteIfExists(other);
        }
      }
    }
    file.removeStaleTemporaries();
  }
}
