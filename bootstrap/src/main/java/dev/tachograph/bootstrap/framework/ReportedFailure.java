package dev.tachograph.bootstrap.framework;

/** The failure of a task that says only that it has failed. Nothing throws it. */
final class ReportedFailure extends Exception {
  static final ReportedFailure INSTANCE = new ReportedFailure();

  private static final long serialVersionUID = 1;

  private ReportedFailure() {
    super(null, null, false, false);
  }
}
