package dev.tachograph.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A program that obeys commands, one line each, until it is closed. */
public final class LiveProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 5;

  private final Process process;
  private final BufferedReader out;
  private final Writer in;

  public LiveProcess(JavaCommand command) throws IOException {
    process =
        new ProcessBuilder(command.line()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
  }

  /** Waits for a line that begins so, and returns the rest of it. */
  public String await(String prefix) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(prefix)) {
        return line.substring(prefix.length()).trim();
      }
    }
    throw new IOException("ended before it printed '" + prefix + "'");
  }

  /** Gives a command and waits for the line that answers it. */
  public String ask(String command, String answerPrefix) throws IOException {
    in.write(command + "\n");
    in.flush();
    return await(answerPrefix);
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
