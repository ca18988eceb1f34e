package dev.tachograph.agent.export.http;

import java.util.concurrent.TimeUnit;

/** How much of the application's process the endpoint may use, and for how long. Immutable. */
public final class ExchangeLimits {
  private static final int REQUEST_BYTES = 32 << 10;

  static final ExchangeLimits DEFAULT = new ExchangeLimits(64, 16, 10_000, 60_000, 1_000);

  /** The maximum number of open connections. Each takes a file descriptor from the application. */
  public final int connections;

  public final int threads;

  /** The maximum time from the first byte of a request to the end of its headers. */
  public final long readNanos;

  /** The maximum time from the first byte of an answer to the last. */
  public final long sendNanos;

  /**
   * The maximum time since a client last took a piece of its answer, while others wait for the
   * thread or the memory.
   */
  public final long patienceNanos;

  /** The time for which the endpoint still reads from a client that it has refused. */
  public final long drainNanos = TimeUnit.SECONDS.toNanos(2);

  /** The maximum size of a request: its line and all of its headers. */
  public final int requestBytes = REQUEST_BYTES;

  ExchangeLimits(
      int connections, int threads, long readMillis, long sendMillis, long patienceMillis) {
    this.connections = connections;
    this.threads = threads;
    this.readNanos = TimeUnit.MILLISECONDS.toNanos(readMillis);
    this.sendNanos = TimeUnit.MILLISECONDS.toNanos(sendMillis);
    this.patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
  }
}
