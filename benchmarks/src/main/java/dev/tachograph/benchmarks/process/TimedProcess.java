package dev.tachograph.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a program to its end. A shell around it asks the system for its CPU time (rusage, of all its
 * threads, to the millisecond), which a Java program cannot do for its children.
 */
public final class TimedProcess {
  private static final String SCRIPT =
      "out=$1; err=$2; shift 2; TIMEFORMAT='%R %U %S'; time \"$@\" >\"$out\" 2>\"$err\"";

  private static final long LIMIT_SECONDS = 1_800;
  private static final long POLL_MILLIS = 10;
  private static final double KILO = 1000;

  private TimedProcess() {}

  /**
   * Runs it and waits for its end.
   *
   * @throws IllegalStateException if it fails, or does not end in half an hour
   */
  public static ProcessCost run(JavaCommand command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("benchmark", ".out");
    Path err = Files.createTempFile("benchmark", ".err");
    Path times = Files.createTempFile("benchmark", ".times");
    try {
      List<String> line = new ArrayList<>(List.of("bash", "-c", SCRIPT, "bash"));
      line.add(out.toString());
      line.add(err.toString());
      line.addAll(command.line());
      ProcessBuilder builder = new ProcessBuilder(line);
      builder.environment().put("LC_ALL", "C");
      Process shell = builder.redirectError(times.toFile()).start();
      double peak = watch(shell);
      if (shell.exitValue() != 0) {
        throw new IllegalStateException(
            "exit " + shell.exitValue() + " of " + command.line() + "\n" + Files.readString(err));
      }
      List<String> lines = Files.readAllLines(times);
      String[] seconds = lines.get(lines.size() - 1).trim().split(" ");
      return new ProcessCost(
          (Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2])) * KILO,
          Double.parseDouble(seconds[0]) * KILO,
          peak,
          Files.readAllLines(out));
    } finally {
      Files.delete(out);
      Files.delete(err);
      Files.delete(times);
    }
  }

  /** Waits for the end and returns the most resident memory seen until then. */
  private static double watch(Process shell) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    double peak = Double.NaN;
    while (!shell.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      double now = shell.children().mapToDouble(TimedProcess::peakMegabytes).sum();
      peak = now > 0 ? now : peak;
      if (System.nanoTime() - deadline > 0) {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
        throw new IllegalStateException("still running after " + LIMIT_SECONDS + " s");
      }
    }
    return peak;
  }

  private static double peakMegabytes(ProcessHandle process) {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
          .sum();
    } catch (IOException | RuntimeException e) {
      return 0; // It has just ended, or this is not Linux.
    }
  }
}
