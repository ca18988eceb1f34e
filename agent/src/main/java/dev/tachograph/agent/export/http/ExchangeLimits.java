package dev.tachograph.agent.export.http;

import java.util.concurrent.TimeUnit;

/** How much of the application's process the endpoint may use, and for how long. Immutable. */
public final class ExchangeLimits {
  private static final int REQUEST_BYTES = 32 << 10;

  static final ExchangeLimits DEFAULT = new ExchangeLimits(64, 16, 10_000, 60_000, 1_000);

  /** Each open connection is a file descriptor that the application does not have. */
  public final int connections;

  public final int threads;

  /** From the first byte of a request to the end of its headers. */
  public final long readNanos;

  /** From the first byte of an answer to the last. */
  public final long sendNanos;

  /** The same while others wait for the thread, or for the memory. */
  public final long patienceNanos;

  /** How long what a refused client still sends is read. */
  public final long drainNanos = TimeUnit.SECONDS.toNanos(2);

  /** Of a request, its line and all of its headers. */
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
