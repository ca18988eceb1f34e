package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The process of a real part. {@code close} ends it. */
final class RunningProcess implements AutoCloseable {
  private final Process process;
  private final List<String> command;
  private final Path log;

  private RunningProcess(Process process, List<String> command, Path log) {
    this.process = process;
    this.command = command;
    this.log = log;
  }

  /** Starts it in that directory; what it prints goes to a file there. */
  static RunningProcess start(Path directory, List<String> command) {
    Path log = directory.resolve("output.txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new RunningProcess(process, command, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String output() {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends it SIGTERM. */
  void askToEnd() {
    process.destroy();
  }

  /** Ends it without waiting for its connections. */
  void kill() {
    process.destroyForcibly();
    close();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        process.waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    String output = output();
    return String.join(" ", command) + "\n" + output.substring(Math.max(0, output.length() - 4000));
  }
}
