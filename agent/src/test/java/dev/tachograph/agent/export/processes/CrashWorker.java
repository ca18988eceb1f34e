package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process that counts until it is killed. Before each record it writes into a ledger that it is
 * about to make it, and after it that it has.
 */
final class CrashWorker {
  static final int THREADS = 2;

  /** All durations are equal, so that each sum follows from its count. */
  static final long NANOS = 1000;

  /** It pauses after so many records, so that a test of many such processes leaves some CPU. */
  private static final int BURST = 500;

  private static final int ENTRY = 2 * Long.BYTES;

  private CrashWorker() {}

  /**
   * @param args the directory, and the ledger
   */
  public static void main(String[] args) throws IOException {
    @SuppressWarnings("resource") // It is open until the process is killed.
    Worker worker = new Worker(Path.of(args[0]), Distribution.BOTH, GaugeMode.LIVE_SUM);
    Counter counter = worker.registry.counter("c_total", "help").series();
    Timer timer = worker.registry.timer("t_seconds", "help", Buckets.DEFAULT).series();
    FileChannel ledger =
        FileChannel.open(Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      Thread working = new Thread(() -> work(ledger, thread, counter, timer));
      working.setDaemon(true);
      working.start();
    }
    // Whoever has started it may end without killing it.
    ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
  }

  private static void work(FileChannel ledger, int thread, Counter counter, Timer timer) {
    ByteBuffer number = ByteBuffer.allocateDirect(Long.BYTES);
    try {
      for (long i = 1; ; i++) {
        write(ledger, number, i, (long) thread * ENTRY);
        counter.increment();
        timer.record(NANOS, System.nanoTime());
        write(ledger, number, i, (long) thread * ENTRY + Long.BYTES);
        if (i % BURST == 0) {
          Thread.sleep(5);
        }
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(FileChannel ledger, ByteBuffer number, long value, long at)
      throws IOException {
    number.clear();
    number.putLong(value);
    number.flip();
    ledger.write(number, at);
  }

  /**
   * What a ledger says.
   *
   * @param done whether to ask for what was certainly recorded, not for what may have been
   */
  static long read(Path ledger, boolean done) throws IOException {
    long sum = 0;
    try (FileChannel channel = FileChannel.open(ledger, StandardOpenOption.READ)) {
      for (int thread = 0; thread < THREADS; thread++) {
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
        channel.read(number, (long) thread * ENTRY + (done ? Long.BYTES : 0));
        sum += number.hasRemaining() ? 0 : number.getLong(0);
      }
    }
    return sum;
  }
}
