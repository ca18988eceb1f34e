package dev.tachograph.agent.export.watch;

import dev.tachograph.agent.export.AdoptFailures;
import dev.tachograph.agent.export.SecondaryFamilies;
import dev.tachograph.agent.log.AgentLog;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The families of a process that a file names, {@code <name>_process_*}, as the kernel tells them
 * in {@code /proc}. What it does not tell is missing, and is named once. Thread-safe.
 */
public final class WatchedProcess implements SecondaryFamilies, Supplier<SecondaryFamilies> {
  /** The unit of times in {@code /proc}, the same on all machines. */
  private static final double TICKS_PER_SECOND = 100;

  private static final double BYTES_PER_KILOBYTE = 1024;

  /** How much later than its file a process may have begun; clocks are set, and round. */
  private static final double TOLERANCE_SECONDS = 10;

  private static final int MAX_BYTES = 64 * 1024;

  /**
   * Of {@code /proc/stat}, which counts interrupts by CPU before it tells when the machine began.
   */
  private static final int MAX_BYTES_OF_MACHINE = 16 * 1024 * 1024;

  // Fields of /proc/<pid>/stat, counted from the one behind the program's name.
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;
  private static final int START_TICKS = 19;

  private final String name;
  private final String pidFile;
  private final AdoptFailures clashes;
  private final Path proc;

  /**
   * @param name what the names of the families begin with
   * @param clashes is told what others have, too
   */
  public WatchedProcess(String name, String pidFile, AdoptFailures clashes) {
    this(name, pidFile, clashes, Path.of("/proc"));
  }

  /**
   * @param proc where the kernel's files are
   */
  WatchedProcess(String name, String pidFile, AdoptFailures clashes, Path proc) {
    this.name = name;
    this.pidFile = pidFile;
    this.clashes = clashes;
    this.proc = proc;
  }

  @Override
  public SecondaryFamilies get() {
    return this;
  }

  @Override
  public void clash(Collection<String> families) {
    clashes.clash(families);
  }

  @Override
  public MetricSnapshots collect(Predicate<String> includedNames) {
    List<MetricSnapshot> families = new ArrayList<>();
    addTo(families);
    families.removeIf(family -> !includedNames.test(family.getMetadata().getPrometheusName()));
    return new MetricSnapshots(families);
  }

  private void addTo(List<MetricSnapshot> families) {
    try {
      Path file = Path.of(pidFile);
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      Path process = process(file, attributes);
      if (process == null) {
        return;
      }
      String[] stat = stat(process);
      double start = start(stat);
      if (start > attributes.lastModifiedTime().toMillis() / 1e3 + TOLERANCE_SECONDS) {
        missing(
            "the process that "
                + file
                + " names is another one, which began later, or the clock was set since then");
      } else {
        addTimes(families, stat, start);
        addMemory(families, process);
        addDescriptors(families, process);
      }
    } catch (NoSuchFileException e) {
      missing("there is no " + e.getFile());
    } catch (IOException | RuntimeException e) {
      missing(e.toString());
    }
  }

  private void missing(String why) {
    AgentLog.warnOnce(
        "watch:" + name + why, "metrics of the process " + name + " are missing: " + why);
  }

  /** The kernel's directory of the process; null if the file names none that lives. */
  private @Nullable Path process(Path file, BasicFileAttributes attributes) throws IOException {
    if (!attributes.isRegularFile()) {
      // To open a pipe would wait for a writer.
      missing(file + " is no regular file");
      return null;
    }
    String text = text(file, MAX_BYTES).trim();
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      missing("there is no number in " + file);
      return null;
    }
    Path process = proc.resolve(Long.toString(Long.parseLong(text)));
    if (!Files.isDirectory(process)) {
      missing("the process that " + file + " names has ended, or /proc hides it from this user");
      return null;
    }
    return process;
  }

  /** In seconds since the epoch. */
  private double start(String[] stat) throws IOException {
    return number(text(proc.resolve("stat"), MAX_BYTES_OF_MACHINE), "\nbtime ")
        + Double.parseDouble(stat[START_TICKS]) / TICKS_PER_SECOND;
  }

  /** The fields of the process. */
  private static String[] stat(Path process) throws IOException {
    String stat = text(process.resolve("stat"), MAX_BYTES);
    // The program's name is in parentheses, and may hold anything.
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
  }

  private void addTimes(List<MetricSnapshot> families, String[] stat, double start) {
    double ticks = Double.parseDouble(stat[USER_TICKS]) + Double.parseDouble(stat[SYSTEM_TICKS]);
    families.add(
        CounterSnapshot.builder()
            .name(name + "_process_cpu_seconds")
            .help("CPU time that the process " + name + " has used, in seconds.")
            .unit(Unit.SECONDS)
            .dataPoint(CounterDataPointSnapshot.builder().value(ticks / TICKS_PER_SECOND).build())
            .build());
    gauge(
        families,
        "start_time_seconds",
        "When the process " + name + " began, in seconds since the epoch.",
        Unit.SECONDS,
        start);
  }

  private void addMemory(List<MetricSnapshot> families, Path process) throws IOException {
    String status = text(process.resolve("status"), MAX_BYTES);
    if (!status.contains("\nVmRSS:")) {
      missing("it has no memory of its own");
      return;
    }
    gauge(
        families,
        "virtual_memory_bytes",
        "Virtual memory of the process " + name + ", in bytes.",
        Unit.BYTES,
        number(status, "\nVmSize:") * BYTES_PER_KILOBYTE);
    gauge(
        families,
        "resident_memory_bytes",
        "Memory of the process " + name + " that is in RAM, in bytes.",
        Unit.BYTES,
        number(status, "\nVmRSS:") * BYTES_PER_KILOBYTE);
  }

  private void addDescriptors(List<MetricSnapshot> families, Path process) throws IOException {
    String[] open = process.resolve("fd").toFile().list();
    if (open == null) {
      missing("its file descriptors are another user's");
    } else {
      gauge(
          families,
          "open_fds",
          "Number of file descriptors that the process " + name + " has open.",
          null,
          open.length);
    }
    gauge(
        families,
        "max_fds",
        "Number of file descriptors that the process " + name + " may have open.",
        null,
        number(text(process.resolve("limits"), MAX_BYTES), "\nMax open files"));
  }

  private void gauge(
      List<MetricSnapshot> families,
      String suffix,
      String help,
      @Nullable Unit unit,
      double value) {
    families.add(
        GaugeSnapshot.builder()
            .name(name + "_process_" + suffix)
            .help(help)
            .unit(unit)
            .dataPoint(GaugeDataPointSnapshot.builder().value(value).build())
            .build());
  }

  /** The first number behind a key. */
  private static double number(String text, String key) throws IOException {
    int begin = text.indexOf(key);
    if (begin < 0) {
      throw new IOException("/proc does not say " + key.trim());
    }
    String word = text.substring(begin + key.length()).trim().split("\\s+", 2)[0];
    return word.equals("unlimited") ? Double.POSITIVE_INFINITY : Double.parseDouble(word);
  }

  private static String text(Path file, int maxBytes) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(maxBytes), StandardCharsets.UTF_8);
    }
  }
}
