package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Google's emulator of Pub/Sub, which comes with its command line and cannot be had by itself. */
public final class PubSubEmulator implements AutoCloseable {
  private static final Path INSTALLED =
      Path.of("/usr/lib/google-cloud-sdk/platform/pubsub-emulator/lib");

  private final RunningProcess process;
  private final int port;

  private PubSubEmulator(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one; skips the test where there is none, in CI too. */
  public static PubSubEmulator start() {
    Optional<Path> jar = installed();
    Assumptions.assumeTrue(jar.isPresent(), "Google's emulator of Pub/Sub is not installed here");
    int port = Ports.free();
    RunningProcess process =
        RunningProcess.start(
            Paths.newDirectory("pubsub"),
            List.of(
                Jdks.atLeast(17).java().toString(),
                "-Xmx256m",
                "-jar",
                jar.orElseThrow().toString(),
                "--host=127.0.0.1",
                "--port=" + port));
    Await.until(
        () -> "Pub/Sub\n" + process, () -> process.output().contains("listening on " + port));
    return new PubSubEmulator(process, port);
  }

  private static Optional<Path> installed() {
    if (!Files.isDirectory(INSTALLED)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(INSTALLED)) {
      return files.filter(file -> file.toString().endsWith("-all.jar")).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
