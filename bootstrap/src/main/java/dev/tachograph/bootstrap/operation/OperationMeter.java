package dev.tachograph.bootstrap.operation;

/** What an operation counts. */
public interface OperationMeter {
  /** Counts an attempt after the first. */
  void repeated();
}
