package dev.tachograph.agent.export.http;

import java.util.concurrent.TimeUnit;

/** How much of the application's process the endpoint may use, and for how long. Immutable. */
final class HttpLimits {
  static final HttpLimits DEFAULT = new HttpLimits(64, 4, 10_000, 120_000, 60_000, 30_000);

  /** Each open connection is a file descriptor that the application does not have. */
  final int connections;

  final int concurrentAnswers;

  /** From the first byte of a request (or the connection's begin) to the end of its head. */
  final long headNanos;

  /** Between two requests. Longer than most scrape intervals, to spare a connection each time. */
  final long idleNanos;

  final long answerNanos;

  /** From the first byte of a response to the last. */
  final long writeNanos;

  HttpLimits(
      int connections,
      int concurrentAnswers,
      long headMillis,
      long idleMillis,
      long answerMillis,
      long writeMillis) {
    this.connections = connections;
    this.concurrentAnswers = concurrentAnswers;
    this.headNanos = TimeUnit.MILLISECONDS.toNanos(headMillis);
    this.idleNanos = TimeUnit.MILLISECONDS.toNanos(idleMillis);
    this.answerNanos = TimeUnit.MILLISECONDS.toNanos(answerMillis);
    this.writeNanos = TimeUnit.MILLISECONDS.toNanos(writeMillis);
  }
}
