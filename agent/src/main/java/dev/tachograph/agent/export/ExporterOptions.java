package dev.tachograph.agent.export;

import dev.tachograph.agent.thread.JvmEnd;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Which exporters run and how. Everything is off until it is switched on. Not thread-safe. */
public final class ExporterOptions {
  boolean http;
  String host = "127.0.0.1";
  int port;
  int portRange = 1;
  @Nullable Path textfileDirectory;
  String textfileName = "";
  Duration textfileInterval = Duration.ofSeconds(10);
  @Nullable JvmEnd jvmEnd;
  boolean jvmMetrics;

  /**
   * Switches the endpoint on.
   *
   * @param host the name or address to listen on
   * @param port the first port to try; 0 for any free one
   * @param portRange how many consecutive ports to try, at least 1
   */
  public ExporterOptions http(String host, int port, int portRange) {
    this.http = true;
    this.host = host;
    this.port = port;
    this.portRange = portRange;
    return this;
  }

  /** Switches the textfile on. */
  public ExporterOptions textfile(Path directory, String fileName, Duration interval) {
    this.textfileDirectory = directory;
    this.textfileName = fileName;
    this.textfileInterval = interval;
    return this;
  }

  /** Has the last textfile written behind the application's shutdown hooks. */
  public ExporterOptions jvmEnd(JvmEnd end) {
    this.jvmEnd = end;
    return this;
  }

  /** Adds the families {@code jvm_*} and {@code process_*}. */
  public ExporterOptions jvmMetrics() {
    this.jvmMetrics = true;
    return this;
  }
}
