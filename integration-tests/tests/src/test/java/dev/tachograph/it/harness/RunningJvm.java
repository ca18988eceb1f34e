package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A forked JVM. {@code close} kills it if it still runs. */
public final class RunningJvm implements AutoCloseable {
  private static final String ENDPOINT_LINE = "tachograph INFO metrics on ";

  private final Process process;
  private final String command;
  private final Path captured;
  private final Output stdout;
  private final Output stderr;

  RunningJvm(Process process, String command, Path captured) {
    this.process = process;
    this.command = command;
    this.captured = captured;
    this.stdout = new Output(process.getInputStream(), captured.resolve("stdout.txt"));
    this.stderr = new Output(process.getErrorStream(), captured.resolve("stderr.txt"));
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public List<String> stdout() {
    return stdout.lines();
  }

  public List<String> stderr() {
    return stderr.lines();
  }

  /** The first line on stdout that starts so. */
  public String awaitStdout(String start) {
    return awaitLine(stdout, line -> line.startsWith(start), start);
  }

  /** The first line on stderr that starts so. */
  public String awaitStderr(String start) {
    return awaitLine(stderr, line -> line.startsWith(start), start);
  }

  /** The first line on stderr that has this in it. */
  public String awaitStderrWith(String part) {
    return awaitLine(stderr, line -> line.contains(part), part);
  }

  private String awaitLine(Output output, Predicate<String> wanted, String description) {
    Await.until(
        () -> "a line " + description + "\n" + this,
        () -> output.lines().stream().anyMatch(wanted) || !process.isAlive());
    List<String> lines = process.isAlive() ? output.lines() : output.allLines();
    return lines.stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(() -> new AssertionError("ended without a line " + description + "\n" + this));
  }

  /** Writes a line to the standard input. */
  public void type(String line) {
    try {
      OutputStream stdin = process.getOutputStream();
      stdin.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      stdin.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(this + " does not listen", e);
    }
  }

  /**
   * Whether all threads whose names begin so sleep or wait at this moment; see {@code proc(5)}.
   *
   * @param name 15 characters at most, since Linux knows no more of a name
   */
  public boolean areAsleep(String name) {
    int asleep = 0;
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid() + "/task"))) {
      for (Path task : tasks.toList()) {
        // The name is in parentheses, and the state follows.
        String stat = orNothing(task.resolve("stat"));
        if (stat.contains(" (" + name)) {
          if (!stat.contains(") S ")) {
            return false;
          }
          asleep++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (asleep == 0) {
      throw new AssertionError("no thread " + name + "\n" + this);
    }
    return true;
  }

  /** Whether there is a thread whose name begins so; see {@link #areAsleep}. */
  public boolean hasThread(String name) {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid() + "/task"))) {
      return tasks.anyMatch(task -> orNothing(task.resolve("stat")).contains(" (" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String orNothing(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      // The thread has ended since the directory was read.
      return "";
    }
  }

  /**
   * Where the agent says that its endpoint is: {@code http://127.0.0.1:port/metrics}. The JVM
   * writes its own warnings in two pieces, and the agent's line may come between them.
   */
  public URI endpoint() {
    String line = awaitStderrWith(ENDPOINT_LINE);
    return URI.create(line.substring(line.indexOf(ENDPOINT_LINE) + ENDPOINT_LINE.length()).trim());
  }

  /** Reads the endpoint once. */
  public Scrape scrape() {
    return Scrape.of(endpoint());
  }

  public ExitedJvm awaitExit() {
    try {
      if (!process.waitFor(Await.LONG.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("did not end\n" + this);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    return new ExitedJvm(process.exitValue(), stdout.allLines(), stderr.allLines());
  }

  /** SIGKILL: no hook runs. */
  public void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroyForcibly();
      awaitExit();
    }
  }

  @Override
  public String toString() {
    return command
        + "\n--- "
        + captured
        + "\n--- stdout\n"
        + tail(stdout)
        + "\n--- stderr\n"
        + tail(stderr);
  }

  private static String tail(Output output) {
    List<String> lines = output.lines();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
  }
}
