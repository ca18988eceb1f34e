package dev.tachograph.it.harness;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines that a process has written so far. They are read as they come, and kept in a file too.
 */
final class Output {
  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  Output(InputStream in, Path file) {
    this.reader = new Thread(() -> readAll(in, file), "output " + file.getFileName());
    reader.setDaemon(true);
    reader.start();
  }

  private void readAll(InputStream in, Path file) {
    try (BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        writer.write(line);
        writer.newLine();
        writer.flush();
        synchronized (lines) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> lines() {
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  /** Waits for the end of the stream, which comes when the process is gone. */
  List<String> allLines() {
    try {
      reader.join(Await.LONG.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return lines();
  }
}
