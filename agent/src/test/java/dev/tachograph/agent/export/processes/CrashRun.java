package dev.tachograph.agent.export.processes;

import dev.tachograph.agent.export.processes.ArchiveSteps.Step;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Kills workers at random moments and archivers at every step, and compares the sum with the
 * ledgers after each. The same seed makes the same choices.
 */
final class CrashRun {
  private static final int LIVING = 3;
  private static final int MOST_MILLIS = 40;

  private final Path root;
  private final Path directory;
  private final Random random;
  private final List<Process> living = new ArrayList<>();
  private final List<Path> ledgers = new ArrayList<>();
  private int kills;

  CrashRun(Path root, long seed) throws IOException {
    this.root = root;
    this.directory = Files.createDirectories(root.resolve("values"));
    this.random = new Random(seed);
  }

  /**
   * @param args the number of cycles, and the seed
   */
  public static void main(String[] args) throws Exception {
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    Path root = Files.createTempDirectory("crash");
    System.out.println("seed " + seed + ", Java " + Runtime.version() + ", in " + root);
    CrashRun run = new CrashRun(root, seed);
    run.run(Integer.parseInt(args[0]));
    System.out.println("done: " + run.kills + " processes killed, " + run.total() + " records");
  }

  /** Throws an {@link AssertionError} if a record is missing or counted twice. */
  void run(int cycles) throws IOException, InterruptedException {
    try {
      for (int cycle = 0; cycle < cycles; cycle++) {
        while (living.size() < LIVING) {
          startWorker();
        }
        TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
        kill(random.nextInt(living.size()));
        check("cycle " + cycle + ", before the archiver");
        Step step = Step.values()[cycle % Step.values().length];
        runSidecar(step);
        check("cycle " + cycle + ", archiver killed at " + step);
        if (cycle % 100 == 99) {
          System.out.println((cycle + 1) + " cycles");
        }
      }
      while (!living.isEmpty()) {
        kill(0);
      }
      long total = total();
      for (Step step : Step.values()) {
        runSidecar(step);
        require(total() == total, "all dead, archiver killed at " + step + ": " + total());
      }
      check("at the end");
      require(new DirectoryFiles(directory).allValues().isEmpty(), "files are left");
    } finally {
      living.forEach(Process::destroyForcibly);
    }
  }

  private void startWorker() throws IOException, InterruptedException {
    Path ledger = root.resolve("ledger" + ledgers.size());
    Process worker = start(CrashWorker.class, directory.toString(), ledger.toString());
    while (!Files.exists(ledger) || CrashWorker.read(ledger, true) < 100) {
      require(worker.isAlive(), "a worker has ended by itself");
      TimeUnit.MILLISECONDS.sleep(2);
    }
    ledgers.add(ledger);
    living.add(worker);
  }

  private void kill(int which) throws InterruptedException {
    Process worker = living.remove(which);
    worker.destroyForcibly().waitFor();
    kills++;
  }

  private void runSidecar(Step step) throws IOException, InterruptedException {
    int exit = start(CrashSidecar.class, directory.toString(), step.name()).waitFor();
    require(exit == CrashSidecar.HALTED || exit == 0, "the archiver ended by " + exit);
    kills += exit == CrashSidecar.HALTED ? 1 : 0;
  }

  private static Process start(Class<?> main, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xmx32m",
                "-cp",
                System.getProperty("java.class.path").replace(File.pathSeparator + "$", ""),
                main.getName()));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).inheritIO().start();
  }

  private void check(String when) throws IOException {
    long done = ledgers(true);
    DirectorySum.Sum sum = read();
    long begun = ledgers(false);
    SeriesTotals counter = only(sum, "c_total");
    SeriesTotals timer = only(sum, "t_seconds");
    long inBuckets = 0;
    for (long bucket : timer.counts) {
      inBuckets += bucket;
    }
    between(done, counter.ticks, begun, when + ": the counter");
    between(done, timer.windowCount, begun, when + ": the count of the window");
    between(done, inBuckets, begun, when + ": the buckets");
    require(
        timer.windowSum == timer.windowCount * CrashWorker.NANOS,
        when + ": the sum of the window is " + timer.windowSum + " of " + timer.windowCount);
    require(
        timer.bucketSum == inBuckets * CrashWorker.NANOS,
        when + ": the sum of the buckets is " + timer.bucketSum + " of " + inBuckets);
  }

  private long total() throws IOException {
    return only(read(), "c_total").ticks;
  }

  private DirectorySum.Sum read() throws IOException {
    BadFiles badFiles = new BadFiles();
    DirectorySum.Sum sum =
        new DirectorySum(
                new DirectoryFiles(directory), new ProcessOptions(directory), badFiles, null)
            .read();
    require(badFiles.count() == 0, "a file could not be read");
    return sum;
  }

  private static SeriesTotals only(DirectorySum.Sum sum, String family) {
    FamilyTotals totals = sum.totals.families.get(family);
    if (totals == null) {
      throw new AssertionError("there is no " + family);
    }
    return totals.series.values().iterator().next();
  }

  private long ledgers(boolean done) throws IOException {
    long sum = 0;
    for (Path ledger : ledgers) {
      sum += CrashWorker.read(ledger, done);
    }
    return sum;
  }

  private static void between(long least, long value, long most, String what) {
    require(
        least <= value && value <= most,
        what + " is " + value + ", and the ledgers say " + least + " to " + most);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }
}
